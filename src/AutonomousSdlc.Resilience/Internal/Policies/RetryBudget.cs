namespace AutonomousSdlc.Resilience.Internal.Policies;

/// <summary>
/// A token bucket that is filled by calls and by time and drained by retries. It is settled only when a retry asks, from
/// the number of calls so far, so that calls that succeed never touch it. Called by one thread at a time.
/// </summary>
internal sealed class RetryBudget
{
    private double _tokens = double.PositiveInfinity;
    private long _calls;
    private long _settledAt;

    /// <param name="calls">Calls since the partition was made.</param>
    /// <param name="now">Timestamp.</param>
    /// <param name="settings">Settings.</param>
    /// <returns>Whether there was a token.</returns>
    public bool TryTake(long calls, long now, RetrySettings settings)
    {
        var available = Available(calls, now, settings);
        _calls = calls;
        _settledAt = now;
        _tokens = available >= 1 ? available - 1 : available;
        return available >= 1;
    }

    /// <returns>Tokens that are there at a time, without taking one.</returns>
    public double Available(long calls, long now, RetrySettings settings)
    {
        var earned = ((calls - _calls) * settings.BudgetRatio) + (Math.Max(0, now - _settledAt) * settings.BudgetRate);
        return Math.Min(_tokens + earned, settings.BudgetBurst);
    }
}
