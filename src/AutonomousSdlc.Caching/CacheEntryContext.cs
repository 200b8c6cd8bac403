using AutonomousSdlc.Caching.Internal;

namespace AutonomousSdlc.Caching;

/// <summary>Given to a factory to say how its value is to be kept. Usable until the factory returns.</summary>
/// <remarks>A view on the entry under construction: copying it is harmless and creating it allocates nothing.</remarks>
public readonly struct CacheEntryContext
{
    private readonly EntryState? _entry;

    internal CacheEntryContext(EntryState entry)
    {
        _entry = entry;
    }

    /// <summary>Time from storing to expiry.</summary>
    /// <value>Default: null, which takes the options of the call, then those of the cache. Above zero.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is not above zero.</exception>
    /// <exception cref="InvalidOperationException">The factory has returned.</exception>
    public TimeSpan? Expiration
    {
        get => _entry?.Details?.Expiration;
        set => Details().Expiration = EntryArguments.Expiration(value);
    }

    /// <summary>Share of the capacity that the entry takes.</summary>
    /// <value>Default: null, which takes the options of the call, then the weigher of the cache, then 1. Not negative.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    /// <exception cref="InvalidOperationException">The factory has returned.</exception>
    public long? Weight
    {
        get => _entry?.Details?.RequestedWeight;
        set => Details().RequestedWeight = EntryArguments.Weight(value);
    }

    /// <summary>Tags for <see cref="IAdaptiveCache{TKey,TValue}.RemoveByTag"/>.</summary>
    /// <value>Default: null, which takes the options of the call.</value>
    /// <exception cref="ArgumentException">A tag is null or empty.</exception>
    /// <exception cref="InvalidOperationException">The factory has returned.</exception>
    public IReadOnlyList<string>? Tags
    {
        get => _entry?.Details?.Tags;
        set => Details().Tags = EntryArguments.Tags(value);
    }

    /// <summary>Whether the value goes to the callers that wait for it and is not stored.</summary>
    /// <value>Default: false.</value>
    /// <exception cref="InvalidOperationException">The factory has returned.</exception>
    public bool DoNotCache
    {
        get => _entry?.Details?.DoNotCache ?? false;
        set => Details().DoNotCache = value;
    }

    private EntryDetails Details() =>
        _entry is { IsLoading: true } entry
            ? entry.RequireDetails()
            : throw new InvalidOperationException("The entry is already stored: its settings can be changed only until the factory returns. Set them inside the factory, or use Set.");
}
