namespace AutonomousSdlc.Caching;

/// <summary>Shorter calls for factories that need no state and no context.</summary>
public static class AdaptiveCacheExtensions
{
    /// <summary>Reads a value, or loads and stores it.</summary>
    /// <typeparam name="TKey">Type of the keys.</typeparam>
    /// <typeparam name="TValue">Type of the values.</typeparam>
    /// <param name="cache">Cache to read from.</param>
    /// <param name="key">Key to look for.</param>
    /// <param name="factory">Loads the value.</param>
    /// <returns>The value.</returns>
    public static TValue GetOrAdd<TKey, TValue>(this IAdaptiveCache<TKey, TValue> cache, TKey key, Func<TKey, TValue> factory)
        where TKey : notnull
    {
        ArgumentNullException.ThrowIfNull(cache);
        ArgumentNullException.ThrowIfNull(factory);
        return cache.GetOrAdd(key, factory, static (key, factory, _) => factory(key));
    }

    /// <summary>Reads a value, or loads and stores it.</summary>
    /// <typeparam name="TKey">Type of the keys.</typeparam>
    /// <typeparam name="TValue">Type of the values.</typeparam>
    /// <param name="cache">Cache to read from.</param>
    /// <param name="key">Key to look for.</param>
    /// <param name="factory">Loads the value.</param>
    /// <param name="cancellationToken">Ends this caller's wait.</param>
    /// <returns>The value.</returns>
    public static ValueTask<TValue> GetOrAddAsync<TKey, TValue>(
        this IAdaptiveCache<TKey, TValue> cache,
        TKey key,
        Func<TKey, CancellationToken, ValueTask<TValue>> factory,
        CancellationToken cancellationToken = default)
        where TKey : notnull
    {
        ArgumentNullException.ThrowIfNull(cache);
        ArgumentNullException.ThrowIfNull(factory);
        return cache.GetOrAddAsync(key, factory, static (key, factory, _, token) => factory(key, token), cancellationToken: cancellationToken);
    }
}
