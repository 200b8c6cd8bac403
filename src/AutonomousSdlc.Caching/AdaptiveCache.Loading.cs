using System.Diagnostics.CodeAnalysis;
using System.Runtime.ExceptionServices;
using AutonomousSdlc.Caching.Internal;

namespace AutonomousSdlc.Caching;

/// <content>Loading: what synchronous and asynchronous loads have in common, and the synchronous ones.</content>
public sealed partial class AdaptiveCache<TKey, TValue>
{
    /// <inheritdoc />
    public TValue GetOrAdd<TState>(TKey key, TState state, Func<TKey, TState, CacheEntryContext, TValue> factory, CacheEntryOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(factory);
        var hash = _table.Hash(key);
        if (FindAlive(key, hash) is { } entry)
        {
            CountHit(entry);
            return entry.Value;
        }

        return Obtain(key, hash, state, factory, options, isLease: false).Value;
    }

    /// <summary>Finds or loads an entry. When a lease is asked for, a reference to an owned value is set aside for the caller.</summary>
    private Entry<TKey, TValue> Obtain<TState>(
        TKey key,
        uint hash,
        TState state,
        Func<TKey, TState, CacheEntryContext, TValue> factory,
        CacheEntryOptions? options,
        bool isLease)
    {
        while (true)
        {
            var entry = new Entry<TKey, TValue>(key, hash) { LoaderThread = Environment.CurrentManagedThreadId };
            if (isLease && _ownsValues)
            {
                entry.RequireDetails().RequireFlight().TryJoin(isLease: true);
            }

            var present = GetOrLink(entry);
            if (ReferenceEquals(present, entry))
            {
                Run(entry, state, factory, options);
                return entry;
            }

            if (TryTakeReady(present, isLease))
            {
                return present;
            }

            if (TryJoin(present, isLease, out var flight))
            {
                if (MustWait(present))
                {
                    flight.Wait();
                }

                ThrowIfFailed(present);
                return present;
            }
        }
    }

    private void Run<TState>(
        Entry<TKey, TValue> entry,
        TState state,
        Func<TKey, TState, CacheEntryContext, TValue> factory,
        CacheEntryOptions? options)
    {
        var load = BeginLoad();
        TValue value;
        EntrySettings settings;
        try
        {
            value = factory(entry.Key, state, new CacheEntryContext(entry));
            settings = Settle(entry.Key, value, options, entry.Details);
        }
        catch (Exception exception)
        {
            Fail(entry, load, exception);
            throw;
        }

        Publish(entry, load, value, settings);
    }

    private Entry<TKey, TValue> GetOrLink(Entry<TKey, TValue> entry)
    {
        var present = _table.GetOrLink(entry, _clock.Now, out var expired);
        if (expired is not null)
        {
            Discard(expired, CacheRemovalReason.Expired);
        }

        return present;
    }

    private bool TryTakeReady(Entry<TKey, TValue> present, bool isLease)
    {
        if (!present.IsReady || (isLease && present.Owner is { } owner && !owner.TryAddReference()))
        {
            return false;
        }

        CountHit(present);
        return true;
    }

    private bool TryJoin(Entry<TKey, TValue> present, bool isLease, [NotNullWhen(true)] out LoadFlight? flight)
    {
        flight = null;
        if (present.IsReady)
        {
            return false;
        }

        if (present.LoaderThread == Environment.CurrentManagedThreadId || LoadScope.Contains(present))
        {
            throw new CacheReentrancyException(
                $"The factory of key \"{present.Key}\" asked cache \"{Name}\" for the same key, which would wait for itself forever. Load the value without the cache inside its factory.")
            {
                CacheName = Name,
                Key = present.Key,
            };
        }

        flight = present.RequireDetails().RequireFlight();
        if (flight.TryJoin(isLease))
        {
            _accesses.Miss();
            _counters.Join();
            return true;
        }

        // Everybody who waited has left and the load was told to end; it must not be in the way of the next one.
        _table.UnlinkIfLoading(present);
        return false;
    }

    /// <summary>Whether the load that the caller joined will still signal. A loader looks for joiners after it has published
    /// the end, so a joiner that sees no end yet will be seen. With owned values the signal also says that the references
    /// are set aside.</summary>
    private bool MustWait(Entry<TKey, TValue> present) => _ownsValues ? !present.IsFailed : present.IsLoading;

    private LoadStart BeginLoad()
    {
        _accesses.Miss();
        _counters.Load();
        return new LoadStart(_tags.Sequence, _metrics.MeasuresLoads ? _clock.Provider.GetTimestamp() : null);
    }

    private void Publish(Entry<TKey, TValue> entry, LoadStart load, TValue value, EntrySettings settings)
    {
        // One reference for this method until the leases are served, one for the cache.
        var owner = NewOwner(value);
        owner?.AddReferences(1);
        var doNotStore = entry.Details is { DoNotCache: true } || settings.Weight > Capacity;
        if (!settings.IsPlain || owner is not null)
        {
            var details = entry.RequireDetails();
            (details.Weight, details.Tags, details.Owner) = (settings.Weight, settings.Tags, owner);
        }

        if (doNotStore)
        {
            _table.TryUnlink(entry);
        }

        var isStored = settings.Tags is { } tags
            ? _tags.TryPublish(entry, tags, value, settings.Expires, load.Sequence)
            : _table.TryPublish(entry, value, settings.Expires);
        Land(entry, owner, isStored);
        if (isStored)
        {
            _keeper.Record(gone: null, linked: entry);
        }

        MeasureLoad(load, isSuccess: true);
    }

    private void Land(Entry<TKey, TValue> entry, ValueOwner? owner, bool isStored)
    {
        // Pairs with the atomic exchange by which a joiner installs its flight before it looks at the phase.
        Interlocked.MemoryBarrier();
        if (!_ownsValues)
        {
            if (entry.Details is { } details)
            {
                details.Flight?.Close();
                details.Flight?.Signal();
                if (details is { Weight: 1, Tags: null })
                {
                    entry.DropDetails();
                }
            }

            return;
        }

        var nobody = LoadFlight.Closed();
        var flight = entry.RequireDetails().GetOrInstall(nobody);
        var outcome = flight.Close();
        owner?.AddReferences(outcome.Leases);
        flight.Signal();
        if (!isStored)
        {
            owner?.AddReferences(-1);
        }

        // A value that is not stored and that nobody borrowed belongs to the callers who wait for it, if any.
        if (isStored || outcome.Leases > 0 || outcome.IsAbandoned)
        {
            ReleaseOwner(owner, CacheRemovalReason.Removed);
        }
    }

    private void Fail(Entry<TKey, TValue> entry, LoadStart load, Exception exception)
    {
        _table.TryUnlink(entry);
        entry.Fail(exception);
        _counters.LoadFailure();
        MeasureLoad(load, isSuccess: false);
        Interlocked.MemoryBarrier();
        if (entry.Details?.Flight is { } flight)
        {
            if (flight.Close().IsAbandoned && exception is not OperationCanceledException)
            {
                Log.AbandonedLoadFailed(_logger, exception, Name);
            }

            flight.Signal();
        }
    }

    private void MeasureLoad(LoadStart load, bool isSuccess)
    {
        if (load.Timestamp is { } began)
        {
            _metrics.RecordLoad(Name, _clock.Provider.GetElapsedTime(began), isSuccess);
        }
    }

    private static void ThrowIfFailed(Entry<TKey, TValue> entry)
    {
        if (entry.IsFailed)
        {
            ExceptionDispatchInfo.Throw(entry.Details!.Error!);
        }
    }
}
