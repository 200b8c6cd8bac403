namespace AutonomousSdlc.Shared;

/// <summary>
/// A token bucket that calls and time fill and retries drain, so that retries cannot multiply the load on something that
/// fails. It is settled only when a retry asks, from the number of calls so far, so that calls that succeed never touch
/// it. Readings that arrive late add nothing and take nothing away. The terms come with each question, because options
/// may change meanwhile. Pure, for one thread at a time.
/// </summary>
internal sealed class RetryBudget
{
    // As full as the first question's terms allow.
    private double _tokens = double.PositiveInfinity;
    private long _calls;
    private long _settledAt;

    /// <param name="calls">Calls so far.</param>
    /// <param name="now">Timestamp.</param>
    /// <param name="terms">Terms, in the unit of the timestamp.</param>
    /// <returns>Whether there was a token to take.</returns>
    public bool TryTake(long calls, long now, in RetryBudgetTerms terms)
    {
        var available = Available(calls, now, in terms);
        _calls = Math.Max(_calls, calls);
        _settledAt = Math.Max(_settledAt, now);
        _tokens = available >= 1 ? available - 1 : available;
        return available >= 1;
    }

    /// <returns>Tokens that are there, without taking one.</returns>
    public double Available(long calls, long now, in RetryBudgetTerms terms)
    {
        var earned = (Math.Max(0, calls - _calls) * terms.Ratio) + (Math.Max(0, now - _settledAt) * terms.Rate);
        return Math.Min(_tokens + earned, terms.Burst);
    }
}
