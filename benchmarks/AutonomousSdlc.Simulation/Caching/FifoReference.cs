using AutonomousSdlc.Simulation.Caching.Internal;

namespace AutonomousSdlc.Simulation.Caching;

/// <summary>First in, first out: the floor of the comparison.</summary>
public sealed class FifoReference(int keys, int capacity) : IReplayPolicy
{
    private readonly KeyLists _lists = new(keys, 1);

    public int Capacity { get; } = Capacities.Require(capacity);

    public int Count => _lists.Count(0);

    public bool Access(int key)
    {
        if (_lists.ListOf(key) == 0)
        {
            return true;
        }

        if (Count == Capacity)
        {
            _lists.PopBack(0);
        }

        _lists.PushFront(0, key);
        return false;
    }
}
