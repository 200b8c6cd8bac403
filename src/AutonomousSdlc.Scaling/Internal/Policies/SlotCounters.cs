using System.Runtime.InteropServices;

namespace AutonomousSdlc.Scaling.Internal.Policies;

/// <summary>
/// The counters of a node in one cache line, 128 bytes from anything else on both sides: processors fetch lines in
/// pairs, and a counter that shares a line with another node's makes unrelated calls wait for one another.
/// </summary>
[StructLayout(LayoutKind.Explicit, Size = 320)]
internal struct SlotCounters
{
    /// <summary>Leases out in the low half, the sum of their costs in the high half, so that one addition moves both.</summary>
    [FieldOffset(128)]
    public long Occupancy;

    [FieldOffset(136)]
    public long Successes;

    [FieldOffset(144)]
    public long Failures;

    [FieldOffset(152)]
    public long Neutral;

    /// <summary>Mean latency of successes in seconds; 0 before the first. Concurrent updates may lose one another: it is a mean.</summary>
    [FieldOffset(160)]
    public double AverageSeconds;

    /// <summary>Non-zero while a success matters to ejection: a streak of failures runs, or the node is on probation.</summary>
    [FieldOffset(168)]
    public int IsWatched;

    /// <summary>What a learning policy holds to be the share of calls that fail, 0 to 1.</summary>
    [FieldOffset(172)]
    public float ErrorShare;

    /// <summary>What a learning policy holds to be the latency, in seconds; 0 while unknown.</summary>
    [FieldOffset(176)]
    public double LearnedSeconds;

    /// <summary>When <see cref="LearnedSeconds"/> was learned, in milliseconds of the balancer's coarse clock.</summary>
    [FieldOffset(184)]
    public long LearnedAt;
}
