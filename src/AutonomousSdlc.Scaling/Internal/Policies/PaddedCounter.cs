using System.Runtime.InteropServices;

namespace AutonomousSdlc.Scaling.Internal.Policies;

/// <summary>A counter that all picking threads move, 128 bytes from anything else on both sides.</summary>
[StructLayout(LayoutKind.Explicit, Size = 256)]
internal struct PaddedCounter
{
    [FieldOffset(128)]
    public uint Value;
}
