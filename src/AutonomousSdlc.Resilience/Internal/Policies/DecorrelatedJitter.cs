namespace AutonomousSdlc.Resilience.Internal.Policies;

/// <summary>
/// Pauses between attempts: min(cap, uniform(base, 3 * previous)). From "Exponential Backoff And Jitter", AWS Architecture
/// Blog, 2015. The cap comes after the jitter, so that no pause exceeds it.
/// </summary>
internal static class DecorrelatedJitter
{
    public static long Next(long previous, RetrySettings settings, IRandomSource random)
    {
        var low = (double)settings.BaseDelay;
        var high = Math.Max(low, previous * 3.0);
        return (long)Math.Min(settings.MaximumDelay, low + (random.NextDouble() * (high - low)));
    }
}
