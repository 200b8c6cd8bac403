namespace AutonomousSdlc.Scaling.Internal;

/// <summary>Gives out the lowest free slot number and counts how often each was given; guarded by the registry's lock.</summary>
internal sealed class SlotAllocator
{
    private readonly PriorityQueue<int, int> _free = new();
    private readonly List<int> _uses = [];

    public (int Slot, int Generation) Take()
    {
        if (!_free.TryDequeue(out var slot, out _))
        {
            slot = _uses.Count;
            _uses.Add(0);
        }

        return (slot, _uses[slot]++);
    }

    public void Return(int slot) => _free.Enqueue(slot, slot);
}
