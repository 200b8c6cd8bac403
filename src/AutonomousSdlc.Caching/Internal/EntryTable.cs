using System.Numerics;
using System.Runtime.CompilerServices;

namespace AutonomousSdlc.Caching.Internal;

/// <summary>
/// Hash table whose nodes are the entries themselves. Reads take no lock; writes lock one of several stripes.
/// </summary>
/// <remarks>
/// A new entry becomes the head of its bucket's chain, a replacement takes the place of its predecessor, and an entry
/// that is cut out keeps its link, so a reader standing on it walks on. Growing relinks the live entries in place while
/// readers may be on them: a reader that finds its key is right whatever chain it stood in, one that does not looks at
/// the version and starts over if the table grew meanwhile.
/// </remarks>
internal sealed partial class EntryTable<TKey, TValue>
    where TKey : notnull
{
    private const int MinimumBuckets = 256;

    private readonly IEqualityComparer<TKey>? _comparer;
    private readonly TableStripe[] _stripes;
    private readonly uint _seed;
    private Entry<TKey, TValue>?[] _buckets = new Entry<TKey, TValue>?[MinimumBuckets];
    private int _version;
    private bool _isClosed;

    public EntryTable(IEqualityComparer<TKey>? comparer, uint seed)
    {
        // For value types the absent comparer lets the compiler inline hashing and equality.
        _comparer = comparer ?? (typeof(TKey).IsValueType ? null : EqualityComparer<TKey>.Default);
        _seed = seed;
        var stripes = Math.Min(64, (int)BitOperations.RoundUpToPowerOf2((uint)Environment.ProcessorCount * 4));
        _stripes = [.. Enumerable.Range(0, stripes).Select(_ => new TableStripe())];
    }

    /// <summary>Number of entries with a value.</summary>
    public int Count
    {
        get
        {
            var count = 0;
            foreach (var stripe in _stripes)
            {
                count += Volatile.Read(ref stripe.Ready);
            }

            return count;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public uint Hash(TKey key)
    {
        // A value type would be boxed for the check in code that is not optimised.
        if (!typeof(TKey).IsValueType)
        {
            ArgumentNullException.ThrowIfNull(key);
        }

        var code = _comparer is null ? EqualityComparer<TKey>.Default.GetHashCode(key) : _comparer.GetHashCode(key);

        // Neighbouring integers stay neighbours in memory; strides of powers of two are spread by the shifts.
        var hash = (uint)code ^ _seed;
        return hash ^ (hash >> 11) ^ (hash >> 22);
    }

    /// <summary>The entry of a key, loading or ready, or null.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Entry<TKey, TValue>? Find(TKey key, uint hash)
    {
        var version = Volatile.Read(ref _version);
        var entry = FindOnce(key, hash);
        return entry is not null || ((version & 1) == 0 && version == Volatile.Read(ref _version)) ? entry : FindAgain(key, hash);
    }

    /// <summary>Links an entry unless the key has one that is loading or alive.</summary>
    /// <param name="entry">Entry to link.</param>
    /// <param name="now">Entries that expire at or before this tick are replaced.</param>
    /// <param name="expired">The expired entry that was replaced, or null.</param>
    /// <returns>The entry that the key has afterwards.</returns>
    public Entry<TKey, TValue> GetOrLink(Entry<TKey, TValue> entry, long now, out Entry<TKey, TValue>? expired)
    {
        expired = null;
        var stripe = StripeOf(entry.Hash);
        lock (stripe.Lock)
        {
            ObjectDisposedException.ThrowIf(_isClosed, typeof(IAdaptiveCache<TKey, TValue>));
            if (FindOnce(entry.Key, entry.Hash) is { } present)
            {
                if (present.IsLoading || present.Expires > now)
                {
                    return present;
                }

                expired = present;
            }

            LinkLocked(stripe, entry, expired);
        }

        GrowIfCrowded(stripe);
        return entry;
    }

    /// <summary>Links an entry in place of whatever its key has.</summary>
    /// <returns>What was replaced if it had a value, or null. One whose load ends later is the loader's to release.</returns>
    public Entry<TKey, TValue>? Put(Entry<TKey, TValue> entry)
    {
        Entry<TKey, TValue>? valued;
        var stripe = StripeOf(entry.Hash);
        lock (stripe.Lock)
        {
            ObjectDisposedException.ThrowIf(_isClosed, typeof(IAdaptiveCache<TKey, TValue>));
            var replaced = FindOnce(entry.Key, entry.Hash);
            valued = replaced is { IsReady: true } ? replaced : null;
            LinkLocked(stripe, entry, replaced);
        }

        GrowIfCrowded(stripe);
        return valued;
    }

    /// <summary>Links an entry in place of another one if that is still linked.</summary>
    public bool TryReplace(Entry<TKey, TValue> expected, Entry<TKey, TValue> entry)
    {
        var stripe = StripeOf(expected.Hash);
        lock (stripe.Lock)
        {
            if (!expected.IsLinked)
            {
                return false;
            }

            LinkLocked(stripe, entry, expected);
            return true;
        }
    }

    /// <summary>Publishes a loaded value if its entry is still linked. Otherwise the value is only for those who hold the entry.</summary>
    public bool TryPublish(Entry<TKey, TValue> entry, TValue value, long expires)
    {
        var stripe = StripeOf(entry.Hash);
        lock (stripe.Lock)
        {
            entry.Publish(value, expires);
            stripe.Ready += entry.IsLinked ? 1 : 0;
            return entry.IsLinked;
        }
    }

    /// <summary>Cuts out the entry of a key, loading or ready.</summary>
    /// <returns>The entry if it had a value, or null. One whose load ends later is the loader's to release.</returns>
    public Entry<TKey, TValue>? Unlink(TKey key, uint hash)
    {
        var stripe = StripeOf(hash);
        lock (stripe.Lock)
        {
            if (FindOnce(key, hash) is not { } entry)
            {
                return null;
            }

            UnlinkLocked(stripe, entry);
            return entry.IsReady ? entry : null;
        }
    }

    /// <summary>Cuts out one entry.</summary>
    /// <returns>Whether it was linked: true for exactly one of all who try.</returns>
    public bool TryUnlink(Entry<TKey, TValue> entry)
    {
        var stripe = StripeOf(entry.Hash);
        lock (stripe.Lock)
        {
            if (!entry.IsLinked)
            {
                return false;
            }

            UnlinkLocked(stripe, entry);
            return true;
        }
    }

    /// <summary>Cuts out an entry whose load was given up, unless its value was published meanwhile: whoever cuts out a
    /// value has to release it.</summary>
    public void UnlinkIfLoading(Entry<TKey, TValue> entry)
    {
        var stripe = StripeOf(entry.Hash);
        lock (stripe.Lock)
        {
            if (entry is { IsLinked: true, IsLoading: true })
            {
                UnlinkLocked(stripe, entry);
            }
        }
    }

    /// <summary>Cuts out everything.</summary>
    /// <param name="close">Whether nothing may be linked afterwards.</param>
    /// <returns>The entries that had a value.</returns>
    public List<Entry<TKey, TValue>> UnlinkAll(bool close)
    {
        var cut = new List<Entry<TKey, TValue>>();
        for (var i = 0; i < _stripes.Length; i++)
        {
            var stripe = _stripes[i];
            lock (stripe.Lock)
            {
                _isClosed |= close;
                for (var bucket = i; bucket < _buckets.Length; bucket += _stripes.Length)
                {
                    while (_buckets[bucket] is { } entry)
                    {
                        UnlinkLocked(stripe, entry);
                        if (entry.IsReady)
                        {
                            cut.Add(entry);
                        }
                    }
                }
            }
        }

        return cut;
    }

    private TableStripe StripeOf(uint hash) => _stripes[(int)hash & (_stripes.Length - 1)];

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Entry<TKey, TValue>? FindOnce(TKey key, uint hash)
    {
        var buckets = Volatile.Read(ref _buckets);
        var entry = Volatile.Read(ref buckets[(int)hash & (buckets.Length - 1)]);
        while (entry is not null && !(entry.Hash == hash && AreEqual(entry.Key, key)))
        {
            entry = Volatile.Read(ref entry.Next);
        }

        return entry;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private Entry<TKey, TValue>? FindAgain(TKey key, uint hash)
    {
        // Growing holds every stripe, so under one of them the table stands still.
        lock (StripeOf(hash).Lock)
        {
            return FindOnce(key, hash);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool AreEqual(TKey left, TKey right) =>
        _comparer is null ? EqualityComparer<TKey>.Default.Equals(left, right) : _comparer.Equals(left, right);
}
