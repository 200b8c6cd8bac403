namespace AutonomousSdlc.Caching.Internal.Policies;

/// <summary>
/// Evicts the node with the lowest score 0.7 / (1 + age / scale) + 0.3 * min(count / 10, 1), where age is the number of
/// requests since its last use and count the number of its uses. Exact: all nodes of one count are kept in order of
/// recency, so the lowest score is among the ten oldest of their count.
/// </summary>
/// <remarks>
/// The scale is the number of entries held, which makes age a multiple of the cache's own turnover. A fixed scale that is
/// long against the turnover makes recency nearly equal for all nodes: whatever collected ten uses then stays until it is
/// more than twice that scale old, and the cache freezes.
/// </remarks>
internal sealed class RecencyFrequencyPolicy : IEvictionPolicy
{
    private const int CountCap = 10;
    private const double RecencyWeight = 0.7;
    private const double FrequencyWeight = 0.3;

    // List i holds the nodes used i + 1 times, the last one all that were used more often.
    private readonly NodeLists _byCount = new(CountCap);
    private readonly NodeWeights _weights = new();
    private readonly long _scale;
    private long[] _lastUse = [];

    /// <param name="capacity">Total weight, at least 1.</param>
    /// <param name="scale">Age, in requests, at which recency counts half; 0 for the number of entries held.</param>
    public RecencyFrequencyPolicy(long capacity, long scale = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(scale);
        _scale = scale;
        Resize(capacity);
    }

    public string Name => EvictionPolicies.RecencyFrequency;

    public long Capacity { get; private set; }

    public long Weight { get; private set; }

    public int Count { get; private set; }

    /// <summary>Requests so far: the policy's clock.</summary>
    internal long Requests { get; private set; }

    /// <summary>The score of an entry; the lowest is evicted.</summary>
    /// <param name="age">Requests since its last use.</param>
    /// <param name="count">Uses, at least 1.</param>
    /// <param name="scale">Age at which recency counts half, above 0.</param>
    public static double Score(long age, int count, double scale) =>
        (RecencyWeight / (1 + (age / scale))) + (FrequencyWeight * Math.Min(count / (double)CountCap, 1));

    public void Add(int node, uint hash, long weight)
    {
        if (node >= _lastUse.Length)
        {
            Array.Resize(ref _lastUse, Math.Max(node + 1, Math.Max(16, _lastUse.Length * 2)));
        }

        _weights[node] = weight;
        Weight += weight;
        Count++;
        _lastUse[node] = ++Requests;
        _byCount.Add(0, node);
    }

    public void Hit(int node, int uses = 1)
    {
        var list = _byCount.ListOf(node);
        if (list == NodeLists.None)
        {
            return;
        }

        Requests += uses;
        _lastUse[node] = Requests;
        _byCount.Remove(node);
        _byCount.Add((int)Math.Min((long)list + uses, CountCap - 1), node);
    }

    public void Update(int node, long weight)
    {
        if (_byCount.ListOf(node) != NodeLists.None)
        {
            Weight += weight - _weights[node];
            _weights[node] = weight;
            Hit(node);
        }
    }

    public void Remove(int node)
    {
        if (_byCount.ListOf(node) != NodeLists.None)
        {
            Weight -= _weights[node];
            Count--;
            _byCount.Remove(node);
        }
    }

    public int Evict(long limit)
    {
        if (Weight <= limit)
        {
            return -1;
        }

        var victim = Lowest();
        Remove(victim);
        return victim;
    }

    public void Resize(long capacity)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(capacity);
        Capacity = capacity;
    }

    private int Lowest()
    {
        var scale = _scale > 0 ? _scale : Count;
        var lowest = double.PositiveInfinity;
        var victim = -1;
        for (var list = 0; list < CountCap; list++)
        {
            if (_byCount.Oldest(list) is var node and >= 0 && Score(Requests - _lastUse[node], list + 1, scale) is var score && score < lowest)
            {
                lowest = score;
                victim = node;
            }
        }

        return victim;
    }
}
