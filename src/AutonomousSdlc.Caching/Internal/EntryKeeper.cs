using System.Collections.Concurrent;
using AutonomousSdlc.Caching.Internal.Policies;

namespace AutonomousSdlc.Caching.Internal;

/// <summary>
/// Keeps the cache within its budgets: it tells the policy what happens, evicts what the policy gives up and what is
/// over its time.
/// </summary>
/// <remarks>
/// All of that runs under one lock by whoever comes first; others leave their change in a queue and go on. The holder
/// looks at the queue again after it let go, so nothing is left behind. Changes of one entry may arrive in another order
/// than the table saw them: an entry that is not linked any more is never taken in, and each cut or replacement brings
/// a change of its own, so every slot is given back.
/// </remarks>
internal sealed partial class EntryKeeper<TKey, TValue> : IDisposable
    where TKey : notnull
{
    /// <summary>Changes that may wait before a writer has to help.</summary>
    public const int MaximumQueued = 256;

    private readonly Lock _lock = new();
    private readonly ConcurrentQueue<EntryChange<TKey, TValue>> _changes = new();
    private readonly EntryTable<TKey, TValue> _table;
    private readonly AccessBuffer _accesses;
    private readonly IEvictionPolicy _policy;
    private readonly IRemovalSink<TKey, TValue> _sink;
    private readonly MonotonicClock _clock;
    private List<Removal<TKey, TValue>>? _removals;
    private long _weight;
    private int _queued;

    public EntryKeeper(
        EntryTable<TKey, TValue> table,
        AccessBuffer accesses,
        IEvictionPolicy policy,
        MonotonicClock clock,
        IRemovalSink<TKey, TValue> sink)
    {
        _table = table;
        _accesses = accesses;
        _policy = policy;
        _clock = clock;
        _sink = sink;
        _timer = new ExpiryTimer(clock, this);
    }

    public long Capacity => _policy.Capacity;

    /// <summary>Sum of the weights as of the last maintenance.</summary>
    public long Weight => Volatile.Read(ref _weight);

    /// <summary>Takes in what a writer did; call it under no lock.</summary>
    public void Record(Entry<TKey, TValue>? gone, Entry<TKey, TValue>? linked)
    {
        var change = new EntryChange<TKey, TValue>(gone, linked);
        if (_lock.TryEnter())
        {
            MaintainAndExit(change);
            return;
        }

        _changes.Enqueue(change);
        if (Interlocked.Increment(ref _queued) > MaximumQueued)
        {
            _lock.Enter();
            MaintainAndExit(change: null);
        }
        else
        {
            Maintain();
        }
    }

    /// <summary>Does the work that is due unless somebody is at it.</summary>
    public void Maintain()
    {
        if (_lock.TryEnter())
        {
            MaintainAndExit(change: null);
        }
    }

    /// <summary>Does the work that is due, waiting for whoever is at it.</summary>
    public void MaintainNow()
    {
        _lock.Enter();
        MaintainAndExit(change: null);
    }

    public void Resize(long capacity)
    {
        _lock.Enter();
        _policy.Resize(capacity);
        MaintainAndExit(change: null);
    }

    /// <summary>Evicts until at most a share of the present weight is left.</summary>
    /// <returns>Number of entries evicted.</returns>
    public int Trim(double fraction)
    {
        int evicted;
        _lock.Enter();
        try
        {
            ApplyChangesLocked();
            ExpireLocked();
            evicted = EvictLocked((long)(_policy.Weight * (1 - fraction)), CacheRemovalReason.Trimmed);
        }
        finally
        {
            MaintainAndExit(change: null);
        }

        return evicted;
    }

    /// <summary>Cuts out everything.</summary>
    /// <param name="reason">Why.</param>
    /// <param name="close">Whether nothing may be linked afterwards.</param>
    public void Clear(CacheRemovalReason reason, bool close)
    {
        _lock.Enter();
        try
        {
            foreach (var entry in _table.UnlinkAll(close))
            {
                if (entry.Slot >= 0)
                {
                    ForgetLocked(entry);
                }

                CountLocked(entry, reason);
            }
        }
        finally
        {
            MaintainAndExit(change: null);
        }
    }

    private void MaintainAndExit(EntryChange<TKey, TValue>? change)
    {
        while (true)
        {
            List<Removal<TKey, TValue>>? removals;
            try
            {
                _accesses.Drain(_policy);
                ApplyChangesLocked();
                if (change is { } own)
                {
                    ApplyLocked(own);
                    change = null;
                }

                ExpireLocked();
                EvictLocked(_policy.Capacity, CacheRemovalReason.Capacity);
                Volatile.Write(ref _weight, _policy.Weight);
                removals = _removals;
                _removals = null;
            }
            finally
            {
                _lock.Exit();
            }

            ReleaseAll(removals);
            ArmTimer();

            // Whoever enqueued while the lock was held saw it held: either this looks again or that one got the lock.
            Interlocked.MemoryBarrier();
            if (_changes.IsEmpty || !_lock.TryEnter())
            {
                return;
            }
        }
    }

    private void ApplyChangesLocked()
    {
        while (_changes.TryDequeue(out var change))
        {
            Interlocked.Decrement(ref _queued);
            ApplyLocked(change);
        }
    }

    private void ApplyLocked(EntryChange<TKey, TValue> change)
    {
        var (gone, linked) = change;
        if (gone is { Slot: >= 0 } && linked is { IsLinked: true } && gone.Weight > 0 && linked.Weight > 0)
        {
            TakeOverLocked(gone, linked);
            return;
        }

        if (gone is { Slot: >= 0 })
        {
            ForgetLocked(gone);
        }

        if (linked is { IsLinked: true, Slot: < 0 })
        {
            TakeInLocked(linked);
        }
    }

    private int EvictLocked(long limit, CacheRemovalReason reason)
    {
        var evicted = 0;
        while (_policy.Evict(limit) is var slot and >= 0)
        {
            evicted += CutLocked(slot, reason) ? 1 : 0;
        }

        return evicted;
    }

    private bool CutLocked(int slot, CacheRemovalReason reason)
    {
        var entry = _slots[slot]!;
        FreeSlotLocked(entry);
        if (!_table.TryUnlink(entry))
        {
            return false;
        }

        CountLocked(entry, reason);
        return true;
    }

    private void CountLocked(Entry<TKey, TValue> entry, CacheRemovalReason reason)
    {
        if (_sink.Count(entry, reason))
        {
            (_removals ??= []).Add(new Removal<TKey, TValue>(entry, reason));
        }
    }

    private void ReleaseAll(List<Removal<TKey, TValue>>? removals)
    {
        if (removals is null)
        {
            return;
        }

        foreach (var (entry, reason) in removals)
        {
            _sink.Release(entry, reason);
        }
    }
}
