using System.Runtime.InteropServices;

namespace AutonomousSdlc.Evaluation.Timing;

/// <summary>One contender's slice of one round.</summary>
/// <param name="Operations">Operations of all threads together.</param>
/// <param name="Used">What they used.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct TimingSample(long Operations, Usage Used)
{
    public double CpuNanosecondsPerOperation => Used.Cpu.TotalNanoseconds / Operations;

    public double NanosecondsPerOperation => Used.Elapsed.TotalNanoseconds / Operations;

    public double BytesPerOperation => (double)Used.AllocatedBytes / Operations;
}
