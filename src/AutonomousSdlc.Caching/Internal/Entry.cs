namespace AutonomousSdlc.Caching.Internal;

/// <summary>One value of one key, at the same time the node of the hash table's chain.</summary>
/// <remarks>Once ready, key, value and expiry never change: an update links another entry in its place. So a value of
/// any size is read without tearing, and nothing but the chain has to be cut to let the value be collected.</remarks>
internal sealed class Entry<TKey, TValue> : EntryState
    where TKey : notnull
{
    /// <summary>Expiry of entries that do not expire.</summary>
    public const long Never = long.MaxValue;

    private TValue _value = default!;

    /// <summary>Creates an entry whose value is being loaded.</summary>
    public Entry(TKey key, uint hash)
        : base(isReady: false, details: null)
    {
        Key = key;
        Hash = hash;
    }

    /// <summary>Creates an entry with its value.</summary>
    public Entry(TKey key, uint hash, TValue value, long expires, EntryDetails? details)
        : base(isReady: true, details)
    {
        Key = key;
        Hash = hash;
        Expires = expires;
        _value = value;
    }

    /// <summary>Next entry of the bucket; written under the lock of the stripe, read without.</summary>
    internal Entry<TKey, TValue>? Next;

    /// <summary>Number under which the policy knows the entry, or -1; written under the lock of the keeper.</summary>
    internal int Slot = -1;

    public TKey Key { get; }

    public uint Hash { get; }

    public TValue Value => _value;

    /// <summary>Tick of the cache's clock from which on the entry counts as gone.</summary>
    public long Expires { get; private set; } = Never;

    public long Weight => Details?.Weight ?? 1;

    /// <summary>Publishes a loaded value; the volatile write of the phase orders the others before it.</summary>
    public void Publish(TValue value, long expires)
    {
        _value = value;
        Expires = expires;
        PublishReady();
    }
}
