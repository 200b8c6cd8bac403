using ClosedLoop.Cluster;
using ClosedLoop.Demand;
using ClosedLoop.Display;
using ClosedLoop.Release;
using ClosedLoop.Steps;

namespace ClosedLoop;

/// <summary>Starts everything, takes the five steps, stops everything.</summary>
internal sealed class LoopRun(LoopOptions options, PageSource pages, IDisplay display, TimeProvider timeProvider)
{
    public async Task<Scorecard> RunAsync(CancellationToken cancellationToken)
    {
        var begin = timeProvider.GetTimestamp();
        using var source = ServiceCopy.Create();
        await using var cluster = await LoopCluster.StartAsync(options, pages, source, display, timeProvider, cancellationToken);
        var context = new StepContext(cluster, display, timeProvider);
        await using var monitor = new Monitor(context, begin);

        IStep[] steps = [new TrafficStep(), new DemandStep(), new FailureStep(), new ReleaseStep(), new BadReleaseStep()];
        for (var number = 1; number <= steps.Length; number++)
        {
            var step = steps[number - 1];
            monitor.Step = $"{number}/{steps.Length} {step.Name}";
            display.Say($"Step {number}: {step.Name}.");
            await step.RunAsync(context, number, cancellationToken);
            foreach (var promise in context.Promises.Where(promise => promise.Step == number))
            {
                display.Say($"  {promise.Text}: {promise.Measured} ({promise.Verdict}).");
            }
        }

        await monitor.DisposeAsync();
        for (var number = 1; number <= steps.Length; number++)
        {
            await steps[number - 1].CompleteAsync(context, number);
        }

        var counters = cluster.Demand.Counters;
        return new Scorecard(
            options.Seed,
            pages.Name,
            Environment.ProcessorCount,
            timeProvider.GetElapsedTime(begin).TotalSeconds,
            counters.Sent,
            counters.Failed,
            [.. context.Promises.OrderBy(promise => promise.Step)],
            cluster.Decisions);
    }
}
