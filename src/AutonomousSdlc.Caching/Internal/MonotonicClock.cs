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
        var milliseconds = (span.Ticks + TimeSpan.TicksPerMillisecond - 1) / TimeSpan.TicksPerMillisecond;
        return milliseconds >= long.MaxValue - Now ? long.MaxValue - 1 : Now + milliseconds;
    }
}
