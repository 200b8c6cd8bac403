namespace AutonomousSdlc.Caching.Internal.Policies;

/// <summary>Evicts what was not used for the longest time.</summary>
internal sealed class LruPolicy : IEvictionPolicy
{
    private const int Held = 0;

    private readonly NodeLists _lists = new(1);
    private readonly NodeWeights _weights = new();

    /// <param name="capacity">Total weight, at least 1.</param>
    public LruPolicy(long capacity) => Resize(capacity);

    public string Name => EvictionPolicies.Lru;

    public long Capacity { get; private set; }

    public long Weight { get; private set; }

    public int Count => _lists.Count(Held);

    public void Add(int node, uint hash, long weight)
    {
        _weights[node] = weight;
        Weight += weight;
        _lists.Add(Held, node);
    }

    public void Hit(int node, int uses = 1)
    {
        if (_lists.ListOf(node) == Held)
        {
            _lists.Move(Held, node);
        }
    }

    public void Update(int node, long weight)
    {
        if (_lists.ListOf(node) == Held)
        {
            Weight += weight - _weights[node];
            _weights[node] = weight;
            _lists.Move(Held, node);
        }
    }

    public void Remove(int node)
    {
        if (_lists.ListOf(node) == Held)
        {
            Weight -= _weights[node];
            _lists.Remove(node);
        }
    }

    public int Evict(long limit)
    {
        if (Weight <= limit)
        {
            return -1;
        }

        var victim = _lists.Oldest(Held);
        Remove(victim);
        return victim;
    }

    public void Resize(long capacity)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(capacity);
        Capacity = capacity;
    }
}
