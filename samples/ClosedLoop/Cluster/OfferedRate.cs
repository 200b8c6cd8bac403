using AutonomousSdlc.Deployment;

namespace ClosedLoop.Cluster;

/// <summary>
/// Requests a second that arrive at the forwarder: completed ones plus the growth of those in flight. Completed ones alone
/// would show an overloaded service only as much demand as it manages to answer.
/// </summary>
internal sealed class OfferedRate(ITrafficRouter router, TimeProvider timeProvider)
{
    private (long Arrived, long At)? _last;

    /// <summary>The rate since the last call; null at the first.</summary>
    public async ValueTask<double?> ReadAsync(CancellationToken cancellationToken)
    {
        var state = await router.ObserveAsync(cancellationToken);
        var now = timeProvider.GetTimestamp();
        var arrived = state.Slots.Values.Sum(slot => slot.Total.Requests + slot.InFlight);
        double? rate = _last is { } last
            ? Math.Max(0, arrived - last.Arrived) / timeProvider.GetElapsedTime(last.At, now).TotalSeconds
            : null;
        _last = (arrived, now);
        return rate;
    }
}
