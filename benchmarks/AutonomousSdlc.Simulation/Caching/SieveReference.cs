using AutonomousSdlc.Simulation.Caching.Internal;

namespace AutonomousSdlc.Simulation.Caching;

/// <summary>
/// SIEVE (Zhang et al., "SIEVE is Simpler than LRU", NSDI 2024): one queue in insertion order, one visited bit per entry,
/// and a hand that moves from the oldest to the newest entry, clears the bits it meets and evicts the first unvisited one.
/// </summary>
public sealed class SieveReference(int keys, int capacity) : IReplayPolicy
{
    private readonly KeyLists _queue = new(keys, 1);
    private readonly bool[] _visited = new bool[keys];
    private int _hand = KeyLists.None;

    public int Capacity { get; } = Capacities.Require(capacity);

    public int Count => _queue.Count(0);

    public bool Access(int key)
    {
        if (_queue.ListOf(key) == 0)
        {
            _visited[key] = true;
            return true;
        }

        if (Count == Capacity)
        {
            Evict();
        }

        _visited[key] = false;
        _queue.PushFront(0, key);
        return false;
    }

    private void Evict()
    {
        var candidate = AtOrOldest(_hand);
        while (_visited[candidate])
        {
            _visited[candidate] = false;
            candidate = AtOrOldest(_queue.TowardFront(candidate));
        }

        _hand = _queue.TowardFront(candidate);
        _queue.Remove(candidate);
    }

    private int AtOrOldest(int key) => key == KeyLists.None ? _queue.Back(0) : key;
}
