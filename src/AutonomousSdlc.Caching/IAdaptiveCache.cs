using System.Diagnostics.CodeAnalysis;

namespace AutonomousSdlc.Caching;

/// <summary>A bounded in-process cache that keeps what will be asked for again.</summary>
/// <typeparam name="TKey">Type of the keys. Two keys are the same when the comparer of the cache says so.</typeparam>
/// <typeparam name="TValue">Type of the values; null is a value like any other.</typeparam>
/// <remarks>
/// <para>All members are safe for concurrent use. A hit takes no lock and allocates nothing. Weights are bounded by
/// <see cref="Capacity"/>; while writers contend, up to 256 further entries wait for their admission.</para>
/// <para>For each key at most one loader runs whose value may be stored. Concurrent callers of the same key wait for it
/// and get its value or its exception; nothing is stored when it throws. A removal (<see cref="Remove"/>,
/// <see cref="RemoveByTag"/>, <see cref="Clear"/>, <see cref="Set"/>) detaches a load that is under way: its callers get
/// the value, the cache does not, and later callers load again.</para>
/// </remarks>
public interface IAdaptiveCache<TKey, TValue>
    where TKey : notnull
{
    /// <summary>Name of this cache in metrics and logs.</summary>
    string Name { get; }

    /// <summary>Largest sum of weights. Entries weigh 1 unless they say otherwise.</summary>
    long Capacity { get; }

    /// <summary>Number of entries held, including expired ones that were not swept yet.</summary>
    int Count { get; }

    /// <summary>Counters since creation and the present size.</summary>
    CacheStatistics Statistics { get; }

    /// <summary>Reads a value if it is there and not expired.</summary>
    /// <param name="key">Key to look for.</param>
    /// <param name="value">The value when found.</param>
    /// <returns>Whether the value was found.</returns>
    bool TryGet(TKey key, [MaybeNullWhen(false)] out TValue value);

    /// <summary>Reads a value, or loads and stores it.</summary>
    /// <typeparam name="TState">Type of the argument for <paramref name="factory"/>.</typeparam>
    /// <param name="key">Key to look for.</param>
    /// <param name="state">Passed to <paramref name="factory"/>, so that it can be static.</param>
    /// <param name="factory">Loads the value. It may set expiration, weight and tags of its entry through the context.</param>
    /// <param name="options">Settings of a newly loaded entry; the context given to the factory overrides them.</param>
    /// <returns>The value.</returns>
    /// <exception cref="CacheReentrancyException">The factory of this key asked for the same key again.</exception>
    /// <exception cref="ObjectDisposedException">The cache is disposed.</exception>
    TValue GetOrAdd<TState>(TKey key, TState state, Func<TKey, TState, CacheEntryContext, TValue> factory, CacheEntryOptions? options = null);

    /// <summary>Reads a value, or loads and stores it.</summary>
    /// <typeparam name="TState">Type of the argument for <paramref name="factory"/>.</typeparam>
    /// <param name="key">Key to look for.</param>
    /// <param name="state">Passed to <paramref name="factory"/>, so that it can be static.</param>
    /// <param name="factory">Loads the value. Its token is cancelled only when every caller that waits for this load has
    /// cancelled: one caller's cancellation does not harm the others.</param>
    /// <param name="options">Settings of a newly loaded entry; the context given to the factory overrides them.</param>
    /// <param name="cancellationToken">Ends this caller's wait.</param>
    /// <returns>The value.</returns>
    /// <exception cref="CacheReentrancyException">The factory of this key asked for the same key again.</exception>
    /// <exception cref="ObjectDisposedException">The cache is disposed.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled before the load ended.</exception>
    ValueTask<TValue> GetOrAddAsync<TState>(
        TKey key,
        TState state,
        Func<TKey, TState, CacheEntryContext, CancellationToken, ValueTask<TValue>> factory,
        CacheEntryOptions? options = null,
        CancellationToken cancellationToken = default);

    /// <summary>Borrows a value, which is not disposed before the lease is.</summary>
    /// <param name="key">Key to look for.</param>
    /// <param name="lease">The lease when found; dispose it.</param>
    /// <returns>Whether the value was found.</returns>
    /// <remarks>Matters when <see cref="AdaptiveCacheOptions.DisposeValues"/> is on.</remarks>
    bool TryLease(TKey key, [MaybeNullWhen(false)] out CacheLease<TValue> lease);

    /// <summary>Borrows a value, or loads, stores and borrows it. See <see cref="GetOrAdd"/> and <see cref="TryLease"/>.</summary>
    /// <typeparam name="TState">Type of the argument for <paramref name="factory"/>.</typeparam>
    /// <param name="key">Key to look for.</param>
    /// <param name="state">Passed to <paramref name="factory"/>.</param>
    /// <param name="factory">Loads the value.</param>
    /// <param name="options">Settings of a newly loaded entry.</param>
    /// <returns>A lease to dispose.</returns>
    CacheLease<TValue> GetOrAddLease<TState>(TKey key, TState state, Func<TKey, TState, CacheEntryContext, TValue> factory, CacheEntryOptions? options = null);

    /// <summary>Borrows a value, or loads, stores and borrows it. See <see cref="GetOrAddAsync"/> and <see cref="TryLease"/>.</summary>
    /// <typeparam name="TState">Type of the argument for <paramref name="factory"/>.</typeparam>
    /// <param name="key">Key to look for.</param>
    /// <param name="state">Passed to <paramref name="factory"/>.</param>
    /// <param name="factory">Loads the value.</param>
    /// <param name="options">Settings of a newly loaded entry.</param>
    /// <param name="cancellationToken">Ends this caller's wait.</param>
    /// <returns>A lease to dispose.</returns>
    ValueTask<CacheLease<TValue>> GetOrAddLeaseAsync<TState>(
        TKey key,
        TState state,
        Func<TKey, TState, CacheEntryContext, CancellationToken, ValueTask<TValue>> factory,
        CacheEntryOptions? options = null,
        CancellationToken cancellationToken = default);

    /// <summary>Stores a value, replacing what is there. A full cache evicts nothing when the key is already held.</summary>
    /// <param name="key">Key of the entry.</param>
    /// <param name="value">Value to store.</param>
    /// <param name="options">Expiration, weight and tags; the settings of the cache where null.</param>
    /// <exception cref="ObjectDisposedException">The cache is disposed.</exception>
    /// <remarks>A value that weighs more than <see cref="Capacity"/> is not kept, and what it would replace goes too.</remarks>
    void Set(TKey key, TValue value, CacheEntryOptions? options = null);

    /// <summary>Replaces a value if the key is held; expiration and tags stay.</summary>
    /// <param name="key">Key of the entry.</param>
    /// <param name="value">New value.</param>
    /// <returns>Whether the key was held.</returns>
    bool TryUpdate(TKey key, TValue value);

    /// <summary>Computes a value from the present one and replaces it, with no update lost in between.</summary>
    /// <typeparam name="TState">Type of the argument for <paramref name="update"/>.</typeparam>
    /// <param name="key">Key of the entry.</param>
    /// <param name="state">Passed to <paramref name="update"/>.</param>
    /// <param name="update">Computes the new value; called again when another writer came first.</param>
    /// <returns>Whether the key was held.</returns>
    bool TryUpdate<TState>(TKey key, TState state, Func<TKey, TValue, TState, TValue> update);

    /// <summary>Removes an entry. A load of this key that is under way will not be stored.</summary>
    /// <param name="key">Key of the entry.</param>
    /// <returns>Whether a value was removed.</returns>
    bool Remove(TKey key);

    /// <summary>Removes all entries that carry a tag. A load that began before will not be stored if it carries the tag.</summary>
    /// <param name="tag">Tag, compared ordinally.</param>
    /// <returns>Number of values removed.</returns>
    int RemoveByTag(string tag);

    /// <summary>Removes all entries. Loads that began before will not be stored.</summary>
    void Clear();

    /// <summary>Evicts the least valuable entries, for example under memory pressure.</summary>
    /// <param name="fraction">Share of the present weight to give up, 0 to 1.</param>
    /// <returns>Number of entries evicted.</returns>
    int Trim(double fraction);

    /// <summary>Changes <see cref="Capacity"/> and evicts down to it.</summary>
    /// <param name="capacity">New capacity, at least 1.</param>
    void Resize(long capacity);
}
