namespace AutonomousSdlc.Shared;

/// <summary>
/// A token bucket that calls and time fill and retries drain, so that retries cannot multiply the load on something that
/// fails. It is settled only when a retry asks, from the number of calls so far, so that calls that succeed never touch
/// it. Pure, for one thread at a time.
/// </summary>
internal sealed class RetryBudget
{
    private readonly double _ratio;
    private readonly double _perSecond;
    private readonly double _burst;
    private double _tokens;
    private long _calls;
    private TimeSpan _settledAt;

    /// <param name="ratio">Tokens that each call adds.</param>
    /// <param name="perSecond">Tokens that each second adds.</param>
    /// <param name="burst">Most tokens that can be saved up; a new budget starts with them.</param>
    public RetryBudget(double ratio, double perSecond, double burst)
    {
        _ratio = ratio;
        _perSecond = perSecond;
        _burst = burst;
        _tokens = burst;
    }

    /// <param name="calls">Calls so far.</param>
    /// <param name="now">Time since an origin that stays the same.</param>
    /// <returns>Whether there was a token to take.</returns>
    public bool TryTake(long calls, TimeSpan now)
    {
        var available = Available(calls, now);
        _calls = Math.Max(_calls, calls);
        _settledAt = now > _settledAt ? now : _settledAt;
        _tokens = available >= 1 ? available - 1 : available;
        return available >= 1;
    }

    /// <returns>Tokens that are there, without taking one.</returns>
    public double Available(long calls, TimeSpan now)
    {
        var earned = (Math.Max(0, calls - _calls) * _ratio) + (Math.Max(0, (now - _settledAt).TotalSeconds) * _perSecond);
        return Math.Min(_tokens + earned, _burst);
    }
}
