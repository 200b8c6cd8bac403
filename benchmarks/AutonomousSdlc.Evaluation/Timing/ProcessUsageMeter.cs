namespace AutonomousSdlc.Evaluation.Timing;

/// <summary>Reads the usage of this process. CPU time leaves out what other processes use, so that a busy machine disturbs it less than elapsed time.</summary>
internal sealed class ProcessUsageMeter : IUsageMeter
{
    private readonly long _origin = TimeProvider.System.GetTimestamp();

    public Usage Read()
    {
        var allocated = GC.GetTotalAllocatedBytes(precise: true);
        return new Usage(CpuTime(), TimeProvider.System.GetElapsedTime(_origin), allocated);
    }

    private static TimeSpan CpuTime() =>
        OperatingSystem.IsIOS() || OperatingSystem.IsTvOS() || OperatingSystem.IsBrowser()
            ? throw new PlatformNotSupportedException("This platform does not tell the CPU time of the process, so nothing is measured.")
            : Environment.CpuUsage.TotalTime;
}
