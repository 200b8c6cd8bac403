using ClosedLoop.Display;
using ClosedLoop.Steps;

namespace ClosedLoop;

/// <summary>Shows the state of the run once a second, beside the steps.</summary>
internal sealed class Monitor : IAsyncDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly StepContext _context;
    private readonly long _begin;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _loop;

    public Monitor(StepContext context, long begin)
    {
        _context = context;
        _begin = begin;
        _loop = RunAsync();
    }

    /// <summary>The step under way.</summary>
    public string Step { get; set; } = string.Empty;

    public async ValueTask DisposeAsync()
    {
        if (!_stop.IsCancellationRequested)
        {
            await _stop.CancelAsync();
            await _loop;
        }

        _stop.Dispose();
    }

    private async Task RunAsync()
    {
        var (cluster, display, timeProvider) = (_context.Cluster, _context.Display, _context.TimeProvider);
        while (!_stop.IsCancellationRequested)
        {
            var cache = await cluster.Fleet.StatisticsAsync();
            var slots = await cluster.DescribeSlotsAsync();
            var counters = cluster.Demand.Counters;
            display.Show(new LoopState(
                timeProvider.GetElapsedTime(_begin),
                Step,
                cluster.Demand.Rate,
                cluster.DesiredWorkers,
                cluster.ReadyWorkers,
                slots,
                cache.HitRatio,
                cache.LruHitRatio,
                counters.SuccessRatio,
                counters.Failed,
                cluster.Demand.Latency.Percentile99()));
            await Task.Delay(Interval, timeProvider, _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
