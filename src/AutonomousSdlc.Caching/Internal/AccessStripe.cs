using System.Runtime.InteropServices;

namespace AutonomousSdlc.Caching.Internal;

/// <summary>Uses recorded by some of the threads: a counter that is exact and a ring of slots that may lose some.</summary>
/// <remarks>Padded to two cache lines on either side, because adjacent lines are fetched in pairs.</remarks>
[StructLayout(LayoutKind.Explicit, Size = 320)]
internal sealed class AccessStripe
{
    public const int RingSize = 128;

    /// <summary>Number of hits, and so the next place in the ring.</summary>
    [FieldOffset(128)]
    public long Hits;

    [FieldOffset(136)]
    public long Misses;

    /// <summary>Hits that the policy was told of or that were overwritten; guarded by the lock of the keeper.</summary>
    [FieldOffset(144)]
    public long Drained;
}
