using AutonomousSdlc.Caching.Internal;

namespace AutonomousSdlc.Caching;

/// <content>Writing by key.</content>
public sealed partial class AdaptiveCache<TKey, TValue>
{
    /// <inheritdoc />
    public void Set(TKey key, TValue value, CacheEntryOptions? options = null)
    {
        var hash = _table.Hash(key);
        var settings = Settle(key, value, options, details: null);
        if (settings.Weight > Capacity)
        {
            Reject(key, hash, value, settings);
            return;
        }

        // The same disposable object again must keep its one owner, or it would be disposed while it is in use.
        while (_ownsValues && _table.Find(key, hash) is { IsReady: true } present && TryShareOwner(present, value) is { } shared)
        {
            var same = NewEntry(key, hash, value, settings, shared);
            if (TryReplace(present, same, settings.Tags))
            {
                return;
            }

            ReleaseOwner(shared, CacheRemovalReason.Replaced);
        }

        var entry = NewEntry(key, hash, value, settings, NewOwner(value));
        var replaced = settings.Tags is { } tags ? _tags.Put(entry, tags) : _table.Put(entry);
        FinishReplacement(replaced, entry);
    }

    /// <inheritdoc />
    public bool TryUpdate(TKey key, TValue value) => TryUpdate(key, value, static (_, _, replacement) => replacement);

    /// <inheritdoc />
    public bool TryUpdate<TState>(TKey key, TState state, Func<TKey, TValue, TState, TValue> update)
    {
        ArgumentNullException.ThrowIfNull(update);
        var hash = _table.Hash(key);
        while (FindAlive(key, hash) is { } present)
        {
            var value = update(key, present.Value, state);
            var settings = new EntrySettings(present.Expires, _weigher is null ? present.Weight : Weigh(key, value), present.Details?.Tags);
            if (settings.Weight > Capacity)
            {
                Reject(key, hash, value, settings);
                return true;
            }

            var shared = TryShareOwner(present, value);
            var entry = NewEntry(key, hash, value, settings, shared ?? NewOwner(value));
            if (TryReplace(present, entry, settings.Tags))
            {
                return true;
            }

            // A value that lost the race was never stored, so it is left to whoever computed it.
            ReleaseOwner(shared, CacheRemovalReason.Replaced);
        }

        return false;
    }

    private static Entry<TKey, TValue> NewEntry(TKey key, uint hash, TValue value, EntrySettings settings, ValueOwner? owner)
    {
        var details = settings.IsPlain && owner is null
            ? null
            : new EntryDetails { Weight = settings.Weight, Tags = settings.Tags, Owner = owner };
        return new Entry<TKey, TValue>(key, hash, value, settings.Expires, details);
    }

    private bool TryReplace(Entry<TKey, TValue> expected, Entry<TKey, TValue> entry, string[]? tags)
    {
        var isReplaced = tags is null ? _table.TryReplace(expected, entry) : _tags.TryReplace(expected, entry, tags);
        if (isReplaced)
        {
            FinishReplacement(expected, entry);
        }

        return isReplaced;
    }

    private void FinishReplacement(Entry<TKey, TValue>? replaced, Entry<TKey, TValue> entry)
    {
        _keeper.Record(replaced, entry);
        if (replaced is null)
        {
            return;
        }

        if (!typeof(TValue).IsValueType && ReferenceEquals(replaced.Value, entry.Value))
        {
            // The value has not left: only the entry around it is another one.
            Untag(replaced);
            ReleaseOwner(replaced.Owner, CacheRemovalReason.Replaced);
            return;
        }

        var reason = replaced.Expires > _clock.Now ? CacheRemovalReason.Replaced : CacheRemovalReason.Expired;
        if (CountRemoval(replaced, reason))
        {
            Release(replaced, reason);
        }
    }

    /// <summary>Reports a value that is heavier than the whole cache as evicted; what it was to replace is outdated too.</summary>
    private void Reject(TKey key, uint hash, TValue value, EntrySettings settings)
    {
        if (_table.Unlink(key, hash) is { } outdated)
        {
            Discard(outdated, CacheRemovalReason.Replaced);
        }

        var rejected = NewEntry(key, hash, value, settings, NewOwner(value));
        if (CountRemoval(rejected, CacheRemovalReason.Capacity))
        {
            Release(rejected, CacheRemovalReason.Capacity);
        }
    }

    private EntrySettings Settle(TKey key, TValue value, CacheEntryOptions? options, EntryDetails? details)
    {
        var expiration = details?.Expiration ?? options?.Expiration;
        if (expiration is null && Volatile.Read(ref _expirationTicks) is var ticks and > 0)
        {
            expiration = TimeSpan.FromTicks(ticks);
        }

        return new EntrySettings(
            expiration is { } span ? _clock.After(span) : Entry<TKey, TValue>.Never,
            details?.RequestedWeight ?? options?.Weight ?? Weigh(key, value),
            details?.Tags ?? (string[]?)options?.Tags);
    }

    private long Weigh(TKey key, TValue value)
    {
        var weight = _weigher?.GetWeight(key, value) ?? 1;
        return weight >= 0
            ? weight
            : throw new CachingException($"The weigher of cache \"{Name}\" answered {weight}; weights must not be negative. Correct Weigher.") { CacheName = Name };
    }

    private ValueOwner? NewOwner(TValue value) =>
        _ownsValues && value is IDisposable disposable ? new ValueOwner(disposable, references: 1) : null;

    private static ValueOwner? TryShareOwner(Entry<TKey, TValue> present, TValue value) =>
        present.Owner is { } owner && ReferenceEquals(present.Value, value) && owner.TryAddReference() ? owner : null;
}
