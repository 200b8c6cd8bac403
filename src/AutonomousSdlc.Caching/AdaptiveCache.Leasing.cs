using System.Diagnostics.CodeAnalysis;
using AutonomousSdlc.Caching.Internal;

namespace AutonomousSdlc.Caching;

/// <content>Borrowing values.</content>
public sealed partial class AdaptiveCache<TKey, TValue>
{
    /// <inheritdoc />
    public bool TryLease(TKey key, [MaybeNullWhen(false)] out CacheLease<TValue> lease)
    {
        var entry = FindAlive(key, _table.Hash(key));
        if (entry is null || entry.Owner?.TryAddReference() is false)
        {
            _accesses.Miss();
            lease = null;
            return false;
        }

        CountHit(entry);
        lease = new CacheLease<TValue>(entry.Value, entry.Owner);
        return true;
    }

    /// <inheritdoc />
    public CacheLease<TValue> GetOrAddLease<TState>(TKey key, TState state, Func<TKey, TState, CacheEntryContext, TValue> factory, CacheEntryOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(factory);
        return LeaseOf(Obtain(key, _table.Hash(key), state, factory, options, isLease: true));
    }

    /// <inheritdoc />
    public async ValueTask<CacheLease<TValue>> GetOrAddLeaseAsync<TState>(
        TKey key,
        TState state,
        Func<TKey, TState, CacheEntryContext, CancellationToken, ValueTask<TValue>> factory,
        CacheEntryOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(factory);
        cancellationToken.ThrowIfCancellationRequested();
        return LeaseOf(await ObtainAsync(key, _table.Hash(key), state, factory, options, isLease: true, cancellationToken).ConfigureAwait(false));
    }

    private static CacheLease<TValue> LeaseOf(Entry<TKey, TValue> entry) => new(entry.Value, entry.Owner);
}
