namespace AutonomousSdlc.Caching.Internal;

/// <content>The numbers under which the policy and the timer wheel know the entries.</content>
internal sealed partial class EntryKeeper<TKey, TValue>
{
    private readonly Stack<int> _freeSlots = new();
    private Entry<TKey, TValue>?[] _slots = new Entry<TKey, TValue>?[16];
    private int _slotsUsed;

    private void TakeInLocked(Entry<TKey, TValue> entry)
    {
        if (!_freeSlots.TryPop(out var slot))
        {
            slot = _slotsUsed++;
            if (slot == _slots.Length)
            {
                Array.Resize(ref _slots, _slots.Length * 2);
            }
        }

        _slots[slot] = entry;
        entry.Slot = slot;
        AwaitExpiryLocked(entry);

        // What weighs nothing is never evicted for space, so the policy need not know it.
        if (entry.Weight > 0)
        {
            _policy.Add(slot, entry.Hash, entry.Weight);
            _accesses.Newcomer();
        }
    }

    private void TakeOverLocked(Entry<TKey, TValue> gone, Entry<TKey, TValue> linked)
    {
        var slot = gone.Slot;
        gone.Slot = -1;
        linked.Slot = slot;
        _slots[slot] = linked;
        _policy.Update(slot, linked.Weight);
        AwaitExpiryLocked(linked);
    }

    private void ForgetLocked(Entry<TKey, TValue> entry)
    {
        _policy.Remove(entry.Slot);
        FreeSlotLocked(entry);
    }

    private void FreeSlotLocked(Entry<TKey, TValue> entry)
    {
        var slot = entry.Slot;
        entry.Slot = -1;
        _slots[slot] = null;
        _freeSlots.Push(slot);
        _wheel?.Cancel(slot);
    }
}
