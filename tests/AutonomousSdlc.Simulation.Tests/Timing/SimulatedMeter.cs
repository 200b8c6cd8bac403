using AutonomousSdlc.Evaluation.Timing;

namespace AutonomousSdlc.Simulation.Tests.Timing;

/// <summary>Usage that only the contenders of a test add to. Safe for several threads.</summary>
internal sealed class SimulatedMeter : IUsageMeter
{
    private long _cpuTicks;
    private long _elapsedTicks;
    private long _bytes;

    public Usage Read() => new(TimeSpan.FromTicks(Volatile.Read(ref _cpuTicks)), TimeSpan.FromTicks(Volatile.Read(ref _elapsedTicks)), Volatile.Read(ref _bytes));

    /// <param name="cpuNanoseconds">CPU time, a multiple of 100 ns.</param>
    /// <param name="elapsedNanoseconds">Elapsed time, a multiple of 100 ns.</param>
    /// <param name="bytes">Allocation.</param>
    public void Use(long cpuNanoseconds, long elapsedNanoseconds, long bytes)
    {
        Interlocked.Add(ref _cpuTicks, cpuNanoseconds / 100);
        Interlocked.Add(ref _elapsedTicks, elapsedNanoseconds / 100);
        Interlocked.Add(ref _bytes, bytes);
    }
}
