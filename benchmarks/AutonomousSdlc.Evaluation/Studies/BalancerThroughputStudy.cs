using System.CommandLine;
using System.Globalization;
using AutonomousSdlc.Evaluation.Studies.BalancerThroughput;
using AutonomousSdlc.Evaluation.Timing;

namespace AutonomousSdlc.Evaluation.Studies;

/// <summary>What it costs to pick a node and to end the call, by policy, pool size and threads.</summary>
internal sealed class BalancerThroughputStudy : IStudy
{
    private static readonly int[] PoolSizes = [10, 100, 1000];
    private static readonly int[] ThreadCounts = [1, 2];

    public string Name => "balancer-throughput";

    public string Description => "What a pick costs per policy and node count.";

    public IReadOnlyList<Option> Options => [];

    public StudyReport Run(StudyContext context, CancellationToken cancellationToken)
    {
        if (context.Quick)
        {
            context.Progress.Note("--quick: three short rounds over the smallest pool with one thread; not comparable with a full run.");
        }

        var report = TimingReport.Create();
        var meter = new ProcessUsageMeter();
        var runs = PoolSizes.SelectMany(static nodes => ThreadCounts.Select(threads => (nodes, threads))).Take(context.Quick ? 1 : int.MaxValue).ToArray();
        for (var run = 0; run < runs.Length; run++)
        {
            var (nodes, threads) = runs[run];
            var workload = string.Create(CultureInfo.InvariantCulture, $"nodes={nodes}");
            context.Progress.Report(run + 1, runs.Length, string.Create(CultureInfo.InvariantCulture, $"{workload} with {threads} thread(s)"));
            using var contenders = new BalancerContenders(nodes, context.Seed);
            var settings = context.Quick ? new TimingSettings(3, 0.001, threads) : new TimingSettings(25, 0.02, threads);
            foreach (var row in InterleavedTiming.RunInterleaved(contenders.All, settings, meter, cancellationToken))
            {
                TimingReport.Add(report, workload, row);
            }
        }

        return report;
    }
}
