namespace AutonomousSdlc.Caching.Internal;

/// <summary>Reports and releases values that the keeper cut out; called under no lock.</summary>
internal interface IRemovalSink<TKey, TValue>
    where TKey : notnull
{
    /// <summary>Counts a removal; called under the keeper's lock, so it must be cheap and run no user code.</summary>
    /// <returns>Whether the entry has to be passed to <see cref="Release"/> too.</returns>
    bool Count(Entry<TKey, TValue> entry, CacheRemovalReason reason);

    void Release(Entry<TKey, TValue> entry, CacheRemovalReason reason);
}
