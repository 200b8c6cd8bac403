using AutonomousSdlc.Caching.Internal;

namespace AutonomousSdlc.Caching;

/// <content>Removing, and what happens to removed values.</content>
public sealed partial class AdaptiveCache<TKey, TValue>
{
    /// <inheritdoc />
    public bool Remove(TKey key)
    {
        if (_table.Unlink(key, _table.Hash(key)) is not { } entry)
        {
            return false;
        }

        // An expired value was as good as gone: that it stood here still is not what the caller asked.
        var isAlive = entry.Expires > _clock.Now;
        Discard(entry, isAlive ? CacheRemovalReason.Removed : CacheRemovalReason.Expired);
        return isAlive;
    }

    /// <inheritdoc />
    public int RemoveByTag(string tag)
    {
        ArgumentException.ThrowIfNullOrEmpty(tag);
        var removed = 0;
        foreach (var entry in _tags.Invalidate(tag))
        {
            removed += CutOut(entry, CacheRemovalReason.Tag) ? 1 : 0;
        }

        return removed;
    }

    /// <inheritdoc />
    public void Clear() => _keeper.Clear(CacheRemovalReason.Cleared, close: false);

    /// <inheritdoc />
    public int Trim(double fraction)
    {
        if (fraction is not (>= 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(fraction), fraction, $"The fraction ({fraction}) must be between 0 and 1.");
        }

        return _keeper.Trim(fraction);
    }

    /// <inheritdoc />
    public void Resize(long capacity)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(capacity);
        _keeper.Resize(capacity);
    }

    bool IRemovalSink<TKey, TValue>.Count(Entry<TKey, TValue> entry, CacheRemovalReason reason) => CountRemoval(entry, reason);

    void IRemovalSink<TKey, TValue>.Release(Entry<TKey, TValue> entry, CacheRemovalReason reason) => Release(entry, reason);

    private bool CutOut(Entry<TKey, TValue> entry, CacheRemovalReason reason)
    {
        if (!_table.TryUnlink(entry))
        {
            return false;
        }

        Discard(entry, reason);
        return true;
    }

    /// <summary>Finishes the removal of an entry that the caller has cut out of the table.</summary>
    private void Discard(Entry<TKey, TValue> entry, CacheRemovalReason reason)
    {
        _keeper.Record(gone: entry, linked: null);
        if (CountRemoval(entry, reason))
        {
            Release(entry, reason);
        }
    }

    private bool CountRemoval(Entry<TKey, TValue> entry, CacheRemovalReason reason)
    {
        _counters.Removal(reason);
        return _onRemoved is not null || entry.Details is { Tags: not null } or { Owner: not null };
    }

    private void Release(Entry<TKey, TValue> entry, CacheRemovalReason reason)
    {
        Untag(entry);
        try
        {
            _onRemoved?.Invoke(new CacheRemoval<TKey, TValue>(entry.Key, entry.Value, reason));
        }
        catch (Exception exception)
        {
            // The listener is user code; the caller who happens to trigger a removal must not suffer from it.
            Log.RemovalListenerFailed(_logger, exception, Name, reason);
        }

        ReleaseOwner(entry.Owner, reason);
    }

    private void Untag(Entry<TKey, TValue> entry)
    {
        if (entry.Details?.Tags is { } tags)
        {
            _tags.Remove(entry, tags);
        }
    }

    private void ReleaseOwner(ValueOwner? owner, CacheRemovalReason reason)
    {
        try
        {
            owner?.Release();
        }
        catch (Exception exception)
        {
            // Disposal is user code; the caller who happens to trigger a removal must not suffer from it.
            Log.ValueDisposalFailed(_logger, exception, Name, reason);
        }
    }
}
