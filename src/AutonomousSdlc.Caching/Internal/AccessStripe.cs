using System.Runtime.InteropServices;

namespace AutonomousSdlc.Caching.Internal;

/// <summary>Uses recorded by some of the threads: exact counters, and a ring of slots that may lose some.</summary>
/// <remarks>Padded to two cache lines on either side, because adjacent lines are fetched in pairs.</remarks>
[StructLayout(LayoutKind.Explicit, Size = 320)]
internal sealed class AccessStripe
{
    [FieldOffset(128)]
    public long Hits;

    [FieldOffset(136)]
    public long Misses;

    /// <summary>Notes written to the ring. Threads that share the stripe may overwrite each other's, which loses a note.</summary>
    [FieldOffset(144)]
    public uint Noted;

    /// <summary>Notes passed on; guarded by the lock of the keeper, as is the next field.</summary>
    [FieldOffset(148)]
    public uint Drained;

    /// <summary>Hits that were taken into account when the sampling rate was chosen.</summary>
    [FieldOffset(152)]
    public long Seen;
}
