using System.Runtime.InteropServices;

namespace AutonomousSdlc.Caching.Internal;

/// <summary>Which entries carry which tag, and which tags were invalidated lately.</summary>
/// <remarks>A load notes the sequence number when it begins. Its value is not stored when one of its tags was invalidated
/// after that. The list of invalidations is bounded: when it is full, loads that began before it was emptied are not
/// stored if they carry any tag, which costs a load and never a stale value. Lock order: this lock before a stripe of
/// the table.</remarks>
internal sealed class TagIndex<TKey, TValue>(EntryTable<TKey, TValue> table)
    where TKey : notnull
{
    private const int MaximumRemembered = 1024;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, HashSet<Entry<TKey, TValue>>> _entries = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> _invalidations = new(StringComparer.Ordinal);
    private long _forgotten;
    private long _sequence;

    /// <summary>Number of invalidations so far.</summary>
    public long Sequence => Volatile.Read(ref _sequence);

    /// <summary>Publishes a loaded, tagged value unless one of its tags was invalidated since the load began.</summary>
    public bool TryPublish(Entry<TKey, TValue> entry, string[] tags, TValue value, long expires, long began)
    {
        lock (_lock)
        {
            if (IsInvalidatedLocked(tags, began))
            {
                table.TryUnlink(entry);
            }

            if (!table.TryPublish(entry, value, expires))
            {
                return false;
            }

            AddLocked(entry, tags);
            return true;
        }
    }

    /// <summary>Puts a tagged entry into the table.</summary>
    public Entry<TKey, TValue>? Put(Entry<TKey, TValue> entry, string[] tags)
    {
        lock (_lock)
        {
            var replaced = table.Put(entry);
            AddLocked(entry, tags);
            return replaced;
        }
    }

    /// <summary>Replaces an entry by a tagged one.</summary>
    public bool TryReplace(Entry<TKey, TValue> expected, Entry<TKey, TValue> entry, string[] tags)
    {
        lock (_lock)
        {
            if (!table.TryReplace(expected, entry))
            {
                return false;
            }

            AddLocked(entry, tags);
            return true;
        }
    }

    /// <summary>Forgets an entry that was cut out.</summary>
    public void Remove(Entry<TKey, TValue> entry, string[] tags)
    {
        lock (_lock)
        {
            foreach (var tag in tags)
            {
                if (_entries.TryGetValue(tag, out var carriers) && carriers.Remove(entry) && carriers.Count == 0)
                {
                    _entries.Remove(tag);
                }
            }
        }
    }

    /// <summary>Invalidates a tag.</summary>
    /// <returns>The entries that carry it; the caller cuts them out.</returns>
    public IReadOnlyCollection<Entry<TKey, TValue>> Invalidate(string tag)
    {
        lock (_lock)
        {
            Volatile.Write(ref _sequence, _sequence + 1);
            if (_invalidations.Count >= MaximumRemembered)
            {
                _invalidations.Clear();
                _forgotten = _sequence - 1;
            }

            _invalidations[tag] = _sequence;
            return _entries.Remove(tag, out var carriers) ? carriers : [];
        }
    }

    private bool IsInvalidatedLocked(string[] tags, long began)
    {
        var isInvalidated = began < _forgotten;
        foreach (var tag in tags)
        {
            isInvalidated |= _invalidations.TryGetValue(tag, out var sequence) && sequence > began;
        }

        return isInvalidated;
    }

    private void AddLocked(Entry<TKey, TValue> entry, string[] tags)
    {
        foreach (var tag in tags)
        {
            ref var carriers = ref CollectionsMarshal.GetValueRefOrAddDefault(_entries, tag, out _);
            carriers ??= [];
            carriers.Add(entry);
        }
    }
}
