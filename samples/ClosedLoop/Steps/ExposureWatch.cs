using ClosedLoop.Cluster;

namespace ClosedLoop.Steps;

/// <summary>Measures how long users could meet a version: from its first share of the traffic until it has none.</summary>
internal sealed class ExposureWatch : IDisposable
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(50);

    private readonly LoopCluster _cluster;
    private readonly TimeProvider _timeProvider;
    private readonly string _slot;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task<TimeSpan?> _measurement;

    public ExposureWatch(LoopCluster cluster, TimeProvider timeProvider)
    {
        _cluster = cluster;
        _timeProvider = timeProvider;
        _slot = cluster.IdleSlot;
        _measurement = MeasureAsync();
    }

    /// <summary>Ends the watch.</summary>
    /// <returns>The time of exposure; null when the version never got traffic or still has it.</returns>
    public async Task<TimeSpan?> StopAsync()
    {
        await _stop.CancelAsync();
        return await _measurement;
    }

    public void Dispose() => _stop.Dispose();

    private async Task<TimeSpan?> MeasureAsync()
    {
        long? first = null;
        while (true)
        {
            // Whether this is the last look is read before the look, so that the end state is always seen.
            var last = _stop.IsCancellationRequested;
            var hasTraffic = (await _cluster.ObserveTrafficAsync()).WeightOf(_slot) > 0;
            if (hasTraffic)
            {
                first ??= _timeProvider.GetTimestamp();
            }
            else if (first is { } begin)
            {
                return _timeProvider.GetElapsedTime(begin);
            }

            if (last)
            {
                return null;
            }

            await Task.Delay(Poll, _timeProvider, _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
