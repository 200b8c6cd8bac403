namespace AutonomousSdlc.Caching.Internal;

/// <summary>Counts what does not happen on every hit.</summary>
internal sealed class CacheCounters
{
    private readonly long[] _removals = new long[8];
    private long _loads;
    private long _loadFailures;
    private long _joins;

    public long Loads => Volatile.Read(ref _loads);

    public long LoadFailures => Volatile.Read(ref _loadFailures);

    public long Joins => Volatile.Read(ref _joins);

    public long Removals(CacheRemovalReason reason) => Volatile.Read(ref _removals[(int)reason]);

    public void Load() => Interlocked.Increment(ref _loads);

    public void LoadFailure() => Interlocked.Increment(ref _loadFailures);

    public void Join() => Interlocked.Increment(ref _joins);

    public void Removal(CacheRemovalReason reason) => Interlocked.Increment(ref _removals[(int)reason]);
}
