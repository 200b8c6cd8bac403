namespace AutonomousSdlc.Caching.Internal;

/// <summary>Milliseconds that never run backwards.</summary>
/// <remarks>The system's provider is read through its coarse tick, which costs a fraction of a timestamp and lags by at
/// most 16 ms; it is read only for entries that expire.</remarks>
internal sealed class MonotonicClock(TimeProvider provider)
{
    private readonly bool _isSystem = ReferenceEquals(provider, TimeProvider.System);
    private readonly long _start = provider.GetTimestamp();

    public TimeProvider Provider => provider;

    public long Now => _isSystem ? Environment.TickCount64 : (long)provider.GetElapsedTime(_start).TotalMilliseconds;

    /// <summary>First tick at which a time span that starts now is over; never early.</summary>
    public long After(TimeSpan span)
    {
        // The longest span is a thousandth of the range of ticks, so the sum cannot overflow.
        var (milliseconds, rest) = Math.DivRem(span.Ticks, TimeSpan.TicksPerMillisecond);
        return Now + milliseconds + (rest > 0 ? 1 : 0);
    }
}
