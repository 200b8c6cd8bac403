namespace AutonomousSdlc.Caching;

/// <summary>Settings of one adaptive cache.</summary>
/// <typeparam name="TKey">Type of the keys.</typeparam>
/// <typeparam name="TValue">Type of the values.</typeparam>
public sealed class AdaptiveCacheOptions<TKey, TValue> : AdaptiveCacheOptions
    where TKey : notnull
{
    /// <summary>Compares keys.</summary>
    /// <value>Default: null, the default comparer of the key type, which is the fastest. Fixed at creation.</value>
    public IEqualityComparer<TKey>? Comparer { get; set; }

    /// <summary>Weighs entries that do not state a weight.</summary>
    /// <value>Default: null, each weighs 1. Fixed at creation.</value>
    public ICacheWeigher<TKey, TValue>? Weigher { get; set; }

    /// <summary>Called once for each value that left the cache, also when it was replaced, or the cache cleared or
    /// disposed; under no lock, on the thread that caused or noticed the removal, before the value is disposed.</summary>
    /// <value>Default: null. An exception that it throws is logged and goes no further. Fixed at creation.</value>
    public Action<CacheRemoval<TKey, TValue>>? OnRemoved { get; set; }
}
