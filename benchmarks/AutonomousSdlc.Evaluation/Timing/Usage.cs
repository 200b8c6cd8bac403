using System.Runtime.InteropServices;

namespace AutonomousSdlc.Evaluation.Timing;

/// <summary>What the process used up to some moment, or between two.</summary>
/// <param name="Cpu">CPU time of all its threads, in user and kernel mode.</param>
/// <param name="Elapsed">Time since an origin that stays the same.</param>
/// <param name="AllocatedBytes">Bytes allocated on the managed heap.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Usage(TimeSpan Cpu, TimeSpan Elapsed, long AllocatedBytes)
{
    public static Usage operator -(Usage later, Usage earlier) =>
        new(later.Cpu - earlier.Cpu, later.Elapsed - earlier.Elapsed, later.AllocatedBytes - earlier.AllocatedBytes);
}
