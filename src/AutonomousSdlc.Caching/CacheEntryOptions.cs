using AutonomousSdlc.Caching.Internal;

namespace AutonomousSdlc.Caching;

/// <summary>Settings of one entry. Immutable, so that one instance can serve many calls.</summary>
public sealed class CacheEntryOptions
{
    /// <summary>Time from storing to expiry.</summary>
    /// <value>Default: null, which takes <see cref="AdaptiveCacheOptions.Expiration"/>. Above zero.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is not above zero.</exception>
    public TimeSpan? Expiration
    {
        get;
        init => field = EntryArguments.Expiration(value);
    }

    /// <summary>Share of the capacity that the entry takes.</summary>
    /// <value>Default: null, which asks the weigher of the cache and else means 1. Zero is never evicted for space.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public long? Weight
    {
        get;
        init => field = EntryArguments.Weight(value);
    }

    /// <summary>Tags for <see cref="IAdaptiveCache{TKey,TValue}.RemoveByTag"/>, compared ordinally.</summary>
    /// <value>Default: null, no tags.</value>
    /// <exception cref="ArgumentException">A tag is null or empty.</exception>
    public IReadOnlyList<string>? Tags
    {
        get;
        init => field = EntryArguments.Tags(value);
    }
}
