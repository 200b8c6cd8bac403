using System.Diagnostics.CodeAnalysis;
using AutonomousSdlc.Caching.Internal;

namespace AutonomousSdlc.Caching;

/// <content>Asynchronous loading.</content>
public sealed partial class AdaptiveCache<TKey, TValue>
{
    /// <inheritdoc />
    public ValueTask<TValue> GetOrAddAsync<TState>(
        TKey key,
        TState state,
        Func<TKey, TState, CacheEntryContext, CancellationToken, ValueTask<TValue>> factory,
        CacheEntryOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(factory);
        if (cancellationToken.IsCancellationRequested)
        {
            return ValueTask.FromCanceled<TValue>(cancellationToken);
        }

        var hash = _table.Hash(key);
        if (FindAlive(key, hash) is { } entry)
        {
            CountHit(entry);
            return new ValueTask<TValue>(entry.Value);
        }

        return ValueOfAsync(ObtainAsync(key, hash, state, factory, options, isLease: false, cancellationToken));
    }

    [SuppressMessage("Usage", "VSTHRD103:Call async methods when in an async method", Justification = "The task has completed, so reading its result does not block.")]
    private static ValueTask<TValue> ValueOfAsync(ValueTask<Entry<TKey, TValue>> obtained) =>
        obtained.IsCompletedSuccessfully ? new ValueTask<TValue>(obtained.Result.Value) : AwaitValueAsync(obtained);

    private static async ValueTask<TValue> AwaitValueAsync(ValueTask<Entry<TKey, TValue>> obtained) =>
        (await obtained.ConfigureAwait(false)).Value;

    private ValueTask<Entry<TKey, TValue>> ObtainAsync<TState>(
        TKey key,
        uint hash,
        TState state,
        Func<TKey, TState, CacheEntryContext, CancellationToken, ValueTask<TValue>> factory,
        CacheEntryOptions? options,
        bool isLease,
        CancellationToken cancellationToken)
    {
        while (true)
        {
            var entry = new Entry<TKey, TValue>(key, hash);
            LoadFlight? flight = null;
            if (cancellationToken.CanBeCanceled || (isLease && _ownsValues))
            {
                flight = entry.RequireDetails().GetOrInstall(new LoadFlight(cancellationToken.CanBeCanceled));
                flight.TryJoin(isLease);
            }

            var present = GetOrLink(entry);
            if (ReferenceEquals(present, entry))
            {
                return StartAsync(entry, flight, state, factory, options, isLease, cancellationToken);
            }

            if (TryTakeReady(present, isLease))
            {
                return new ValueTask<Entry<TKey, TValue>>(present);
            }

            if (TryJoin(present, isLease, out flight))
            {
                return WaitAsync(present, flight, isLease, cancellationToken);
            }
        }
    }

    private ValueTask<Entry<TKey, TValue>> StartAsync<TState>(
        Entry<TKey, TValue> entry,
        LoadFlight? flight,
        TState state,
        Func<TKey, TState, CacheEntryContext, CancellationToken, ValueTask<TValue>> factory,
        CacheEntryOptions? options,
        bool isLease,
        CancellationToken cancellationToken)
    {
        var load = BeginLoad();
        var scope = LoadScope.Enter(entry);
        ValueTask<TValue> pending;
        try
        {
            pending = factory(entry.Key, state, new CacheEntryContext(entry), flight?.Token ?? CancellationToken.None);
        }
        catch (Exception exception)
        {
            // An asynchronous method reports through its task, whenever its factory throws.
            scope.End();
            Fail(entry, load, exception);
            return ValueTask.FromException<Entry<TKey, TValue>>(exception);
        }
        finally
        {
            scope.Leave();
        }

        var finished = FinishAsync(entry, scope, load, pending, options);
        if (finished.IsCompleted)
        {
            return entry.IsFailed
                ? ValueTask.FromException<Entry<TKey, TValue>>(entry.Details!.Error!)
                : new ValueTask<Entry<TKey, TValue>>(entry);
        }

        return flight is null ? WaitForOwnAsync(entry, finished) : WaitAsync(entry, flight, isLease, cancellationToken);
    }

    /// <summary>Runs a load to its end, whoever still waits for it. Never throws: failures are kept with the entry.</summary>
    private async Task FinishAsync(Entry<TKey, TValue> entry, LoadScope scope, LoadStart load, ValueTask<TValue> pending, CacheEntryOptions? options)
    {
        TValue value;
        EntrySettings settings;
        try
        {
            value = await pending.ConfigureAwait(false);
            settings = Settle(entry.Key, value, options, entry.Details);
        }
        catch (Exception exception)
        {
            // Handed to everybody who waits.
            scope.End();
            Fail(entry, load, exception);
            return;
        }

        scope.End();
        Publish(entry, load, value, settings);
    }

    private static async ValueTask<Entry<TKey, TValue>> WaitForOwnAsync(Entry<TKey, TValue> entry, Task finished)
    {
        await finished.ConfigureAwait(false);
        ThrowIfFailed(entry);
        return entry;
    }

    private async ValueTask<Entry<TKey, TValue>> WaitAsync(Entry<TKey, TValue> entry, LoadFlight flight, bool isLease, CancellationToken cancellationToken)
    {
        if (MustWait(entry))
        {
            try
            {
                await flight.Completion.WaitAsync(cancellationToken).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                if (TryLeave(entry, flight, isLease))
                {
                    throw;
                }

                // The load ended first. The value may be this caller's alone, so it has to get it.
                await flight.Completion.ConfigureAwait(false);
            }
        }

        ThrowIfFailed(entry);
        return entry;
    }

    /// <summary>Gives up a caller's part of a load.</summary>
    /// <returns>False when the load ended first: then its end counts, not the cancellation.</returns>
    private bool TryLeave(Entry<TKey, TValue> entry, LoadFlight flight, bool isLease)
    {
        var departure = flight.Leave(isLease);
        if (departure == LoadFlight.Departure.Abandoned)
        {
            _table.UnlinkIfLoading(entry);
        }

        return departure != LoadFlight.Departure.TooLate;
    }
}
