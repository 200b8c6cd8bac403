using System.CommandLine;
using AutonomousSdlc.Evaluation.Studies.GuardOverhead;
using AutonomousSdlc.Evaluation.Timing;

namespace AutonomousSdlc.Evaluation.Studies;

/// <summary>What a guarded call costs over the operation itself, compared with a chain of Polly strategies.</summary>
internal sealed class GuardOverheadStudy : IStudy
{
    private static readonly int[] Threads = [1, 2];

    public string Name => "guard-overhead";

    public string Description => "What the resilience guard costs per call.";

    public IReadOnlyList<Option> Options => [];

    public StudyReport Run(StudyContext context, CancellationToken cancellationToken)
    {
        var (rounds, sliceSeconds) = context.Quick ? (3, 0.005) : (11, 0.1);
        if (context.Quick)
        {
            context.Progress.Note("--quick: three rounds of short slices, hardly warmed up; not comparable with a full run.");
        }

        using var polly = new PollyContenders();
        using var guard = new GuardContenders();
        (string Name, Contender[] Contenders)[] workloads =
        [
            ("sync", [polly.Synchronous(), guard.Synchronous(), DirectContenders.Synchronous()]),
            ("async-completed", [polly.Completed(), guard.Completed(), DirectContenders.Completed()]),
            ("async-yield", [polly.Yielding(), guard.Yielding(), DirectContenders.Yielding()]),
            ("reject", [polly.Rejecting(), polly.RejectingBreaker(), guard.Rejecting()]),
        ];
        var report = TimingReport.Create();
        var meter = new ProcessUsageMeter();
        var step = 0;
        foreach (var (workload, contenders) in workloads)
        {
            foreach (var threads in Threads)
            {
                context.Progress.Report(++step, workloads.Length * Threads.Length, $"{workload}, threads: {threads}");
                foreach (var row in InterleavedTiming.RunInterleaved(contenders, new TimingSettings(rounds, sliceSeconds, threads), meter, cancellationToken))
                {
                    TimingReport.Add(report, workload, row);
                }
            }
        }

        return report;
    }
}
