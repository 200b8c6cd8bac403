using System.CommandLine;

namespace AutonomousSdlc.Evaluation.Studies;

/// <summary>All studies of the contract. A study that is built replaces its <see cref="UnbuiltStudy"/> line.</summary>
internal static class StudyRegistry
{
    public static IReadOnlyList<IStudy> Create() =>
    [
        new CacheHitRatioStudy(),
        new UnbuiltStudy("cache-throughput", "CPU time, allocation and memory of caches under load.", Text("--threads", "N,N")),
        new GuardOverheadStudy(),
        new UnbuiltStudy("faults", "Goodput and recovery of guards under simulated faults.", Text("--environments", "FILE"), Number("--seeds")),
        new UnbuiltStudy("failure-prediction", "How early and how surely failures are predicted.", Text("--environments", "FILE"), Number("--seeds")),
        new UnbuiltStudy("anomaly", "Anomaly detection scored on a labelled corpus.", Text("--corpus", "DIR")),
        new UnbuiltStudy("load-balancing", "Tail latency of balancing policies under simulated load.", Text("--scenarios", "FILE"), Number("--seeds")),
        new BalancerThroughputStudy(),
        new UnbuiltStudy("forecast", "Accuracy and coverage of forecasts.", Text("--series", "DIR")),
        new UnbuiltStudy("autoscale", "Cost and violations of autoscaling policies on demand traces.", Text("--demand", "DIR"), Text("--startup", "DURATION")),
        new UnbuiltStudy("canary", "Detection and false aborts of canary judges.", Number("--runs"), Text("--scenarios", "FILE")),
        new UnbuiltStudy("gates", "What quality gates find in a labelled corpus.", Text("--corpus", "DIR")),
    ];

    private static Option<string?> Text(string name, string valueName) => new(name) { HelpName = valueName };

    private static Option<int?> Number(string name) => new(name) { HelpName = "N" };
}
