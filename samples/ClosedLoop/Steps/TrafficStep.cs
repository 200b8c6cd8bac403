using System.Globalization;
using ClosedLoop.Cluster;

namespace ClosedLoop.Steps;

/// <summary>Traffic flows through the balancer and the caches of the workers fill.</summary>
internal sealed class TrafficStep : IStep
{
    private static readonly TimeSpan Minimum = TimeSpan.FromSeconds(8);
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(40);

    private FleetStatistics? _afterFilling;

    public string Name => "traffic fills the caches";

    /// <summary>Judges the caches on everything that they were asked during the run.</summary>
    public async Task CompleteAsync(StepContext context, int number)
    {
        var whole = await context.Cluster.Fleet.StatisticsAsync();
        context.Record(
            number,
            "hit ratio at least that of LRU on the same requests",
            string.Create(
                CultureInfo.InvariantCulture,
                $"{whole.HitRatio:0.0 %} against {whole.LruHitRatio:0.0 %} over the run ({_afterFilling?.HitRatio:0.0 %} against {_afterFilling?.LruHitRatio:0.0 %} while filling)"),
            whole.HitRatio >= whole.LruHitRatio);
    }

    public async Task RunAsync(StepContext context, int number, CancellationToken cancellationToken)
    {
        var fleet = context.Cluster.Fleet;
        context.Cluster.Demand.Rate = LoopSettings.BaseDemand;
        await context.WaitAsync(Minimum, cancellationToken);
        var begin = context.TimeProvider.GetTimestamp();
        var statistics = await fleet.StatisticsAsync();
        while (statistics.LeastFilled < 1 && context.TimeProvider.GetElapsedTime(begin) < Limit)
        {
            await context.WaitAsync(TimeSpan.FromMilliseconds(500), cancellationToken);
            statistics = await fleet.StatisticsAsync();
        }

        context.Record(
            number,
            "every worker answers and its cache fills",
            string.Create(CultureInfo.InvariantCulture, $"least filled {statistics.LeastFilled:0 %}, {statistics.ActiveWorkers} workers with traffic"),
            statistics.LeastFilled >= 1 && statistics.ActiveWorkers >= LoopSettings.MinimumWorkers);
        _afterFilling = statistics;
    }
}
