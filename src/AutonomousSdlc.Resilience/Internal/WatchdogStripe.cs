using System.Collections.Concurrent;

namespace AutonomousSdlc.Resilience.Internal;

/// <summary>The slots of the attempts that start on some of the processors: a few that are taken without a lock, and as many beyond as there are attempts.</summary>
internal sealed class WatchdogStripe
{
    private const int Residents = 4;
    private const int MaximumFree = 256;

    private readonly AttemptSlot[] _residents = new AttemptSlot[Residents];
    private readonly Lock _lock = new();
    private readonly List<AttemptSlot> _beyond = [];
    private readonly Stack<AttemptSlot> _free = [];

    public WatchdogStripe()
    {
        for (var i = 0; i < Residents; i++)
        {
            _residents[i] = new AttemptSlot(this, i);
        }
    }

    public AttemptSlot Take(long due, CancellationToken caller)
    {
        foreach (ref readonly var slot in _residents.AsSpan())
        {
            var resident = Volatile.Read(in slot);
            if (resident.TryArm(due, caller))
            {
                return resident;
            }
        }

        return TakeBeyond(due, caller);
    }

    public AttemptEnd Return(AttemptSlot slot)
    {
        var end = slot.Release(out var isReusable);
        if (slot.Index < 0)
        {
            ReturnBeyond(slot, isReusable);
        }
        else if (!isReusable)
        {
            Volatile.Write(ref _residents[slot.Index], new AttemptSlot(this, slot.Index));
        }

        return end;
    }

    public void Collect(long now, ConcurrentQueue<AttemptSlot> claimed, ref long nextScan)
    {
        for (var i = 0; i < Residents; i++)
        {
            Claim(Volatile.Read(ref _residents[i]), now, claimed, ref nextScan);
        }

        lock (_lock)
        {
            foreach (var slot in _beyond)
            {
                Claim(slot, now, claimed, ref nextScan);
            }
        }
    }

    private static void Claim(AttemptSlot slot, long now, ConcurrentQueue<AttemptSlot> claimed, ref long nextScan)
    {
        if (slot.TryClaim(now, ref nextScan))
        {
            claimed.Enqueue(slot);
        }
    }

    private AttemptSlot TakeBeyond(long due, CancellationToken caller)
    {
        AttemptSlot? slot;
        lock (_lock)
        {
            if (!_free.TryPop(out slot))
            {
                slot = new AttemptSlot(this, index: -1) { ListPosition = _beyond.Count };
                _beyond.Add(slot);
            }
        }

        // Outside the lock: a caller that is cancelled already runs the operation's registrations here. Nobody else can
        // arm a slot that was taken from the free ones, so this succeeds.
        slot.TryArm(due, caller);
        return slot;
    }

    private void ReturnBeyond(AttemptSlot slot, bool isReusable)
    {
        lock (_lock)
        {
            if (isReusable && _free.Count < MaximumFree)
            {
                _free.Push(slot);
                return;
            }

            var last = _beyond[^1];
            _beyond[slot.ListPosition] = last;
            last.ListPosition = slot.ListPosition;
            _beyond.RemoveAt(_beyond.Count - 1);
        }
    }
}
