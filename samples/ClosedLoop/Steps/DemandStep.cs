using System.Globalization;
using ClosedLoop.Cluster;

namespace ClosedLoop.Steps;

/// <summary>Demand triples and falls; the autoscaler follows.</summary>
internal sealed class DemandStep : IStep
{
    private static readonly TimeSpan RiseLimit = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan FallLimit = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Hold = TimeSpan.FromSeconds(4);

    public string Name => "demand triples and falls";

    public async Task RunAsync(StepContext context, int number, CancellationToken cancellationToken)
    {
        var cluster = context.Cluster;
        var drainedBefore = cluster.Fleet.Drained;

        cluster.Demand.Rate = LoopSettings.BaseDemand * 3;
        var rise = await context.UntilAsync(
            () => cluster.ReadyWorkers * LoopSettings.RequestsPerWorker >= cluster.Demand.Rate,
            RiseLimit * 3,
            cancellationToken);
        var peak = cluster.ReadyWorkers;
        await context.WaitAsync(Hold, cancellationToken);

        cluster.Demand.Rate = LoopSettings.BaseDemand;
        var fall = await context.UntilAsync(
            () => cluster.ReadyWorkers == LoopSettings.MinimumWorkers && cluster.Fleet.Leaving == 0,
            FallLimit * 2,
            cancellationToken);
        var drained = cluster.Fleet.Drained - drainedBefore;

        context.Record(
            number,
            "ready capacity at least the demand within 10 s",
            string.Create(CultureInfo.InvariantCulture, $"{StepContext.Seconds(rise)}, {peak} workers for {LoopSettings.BaseDemand * 3} requests/s"),
            rise <= RiseLimit);
        context.Record(
            number,
            "back at the minimum within 20 s, by draining",
            string.Create(CultureInfo.InvariantCulture, $"{StepContext.Seconds(fall)}, {drained} workers drained, {cluster.Fleet.CutOff} cut off"),
            fall <= FallLimit && drained > 0 && cluster.Fleet.CutOff == 0);
    }
}
