using System.Runtime.InteropServices;
using AutonomousSdlc.Resilience.Internal.Policies;

namespace AutonomousSdlc.Resilience.Internal;

/// <summary>What the executor keeps about one call from its start to its end.</summary>
[StructLayout(LayoutKind.Auto)]
internal struct CallFrame(GuardSettings settings, GuardPartition partition)
{
    /// <summary>Stands for a timestamp that was not needed and not read.</summary>
    public const long NoTimestamp = long.MinValue;

    public readonly GuardSettings Settings = settings;

    public readonly GuardPartition Partition = partition;

    /// <summary>Timestamp of the call's start, or <see cref="NoTimestamp"/>.</summary>
    public long StartedAt = NoTimestamp;

    /// <summary>Timestamp; <see cref="long.MaxValue"/> if there is none.</summary>
    public long DeadlineAt = long.MaxValue;

    /// <summary>Length of the deadline in timestamp units.</summary>
    public long Deadline = long.MaxValue;

    /// <summary>Timestamp at which the attempt under way is cancelled.</summary>
    public long AttemptDueAt;

    public Permit Permit;

    public AttemptSlot? Slot;

    public int Attempts;
}
