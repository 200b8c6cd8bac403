using AutonomousSdlc.Simulation.Caching.Internal;

namespace AutonomousSdlc.Simulation.Caching;

/// <summary>Least recently used.</summary>
public sealed class LruReference(int keys, int capacity) : IReplayPolicy
{
    private readonly KeyLists _lists = new(keys, 1);

    public int Capacity { get; } = Capacities.Require(capacity);

    public int Count => _lists.Count(0);

    public bool Access(int key)
    {
        if (_lists.ListOf(key) == 0)
        {
            _lists.MoveToFront(0, key);
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
