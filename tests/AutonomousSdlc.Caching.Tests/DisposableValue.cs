namespace AutonomousSdlc.Caching.Tests;

/// <summary>Counts its disposals.</summary>
internal sealed class DisposableValue : IDisposable
{
    private int _disposals;

    public int Disposals => Volatile.Read(ref _disposals);

    public void Dispose() => Interlocked.Increment(ref _disposals);
}
