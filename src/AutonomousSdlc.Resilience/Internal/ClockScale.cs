using System.Runtime.InteropServices;

namespace AutonomousSdlc.Resilience.Internal;

/// <summary>Converts between time spans and the timestamps of one clock.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly struct ClockScale(TimeProvider timeProvider)
{
    // Keeps a whole number of ticks whole after a multiplication by a factor that is not exact.
    private const double RoundingSlack = 1e-3;

    private readonly double _unitsPerTick = (double)timeProvider.TimestampFrequency / TimeSpan.TicksPerSecond;
    private readonly double _ticksPerUnit = (double)TimeSpan.TicksPerSecond / timeProvider.TimestampFrequency;

    public long UnitsPerSecond { get; } = timeProvider.TimestampFrequency;

    public long ToUnits(TimeSpan time) => (long)(time.Ticks * _unitsPerTick);

    /// <returns>The time in units; <see cref="long.MaxValue"/> for "no limit".</returns>
    public long ToLimit(TimeSpan? time) => time is { } limit ? ToUnits(limit) : long.MaxValue;

    /// <returns>The time, rounded up to whole ticks: a timer set to it never fires before its timestamp.</returns>
    public TimeSpan ToTimeSpan(long units) => TimeSpan.FromTicks((long)Math.Ceiling((units * _ticksPerUnit) - RoundingSlack));
}
