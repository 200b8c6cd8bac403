namespace AutonomousSdlc.Caching.Internal.Policies;

/// <summary>
/// S3-FIFO: new nodes enter a small queue of 10 % of the capacity; those used twice there move on to the main queue, the
/// others leave but are remembered, and enter the main queue at once when they come back. The main queue gives a node
/// another round for each of up to three uses.
/// </summary>
/// <remarks>
/// Source: Yang, Zhang, Qiu, Yue and Rashmi, "FIFO queues are all you need for cache eviction", SOSP 2023. At most
/// <see cref="InspectionLimit"/> nodes are inspected per eviction; the last of them goes whatever its uses.
/// </remarks>
internal sealed class S3FifoPolicy : IEvictionPolicy
{
    /// <summary>Largest number of nodes looked at per eviction.</summary>
    internal const int InspectionLimit = 16;

    private const int Small = 0;
    private const int Main = 1;
    private const int SmallShare = 10;
    private const int UsesToPromote = 2;
    private const int MostUses = 3;
    private const double GhostRatio = 0.9;

    private readonly NodeLists _queues = new(2);
    private readonly NodeWeights _weights = new();
    private readonly GhostQueue _ghosts = new();
    private readonly long[] _queueWeights = new long[2];
    private uint[] _hashes = [];
    private byte[] _uses = [];
    private long _smallCapacity;

    /// <param name="capacity">Total weight, at least 1.</param>
    public S3FifoPolicy(long capacity) => Resize(capacity);

    public string Name => EvictionPolicies.S3Fifo;

    public long Capacity { get; private set; }

    public long Weight => _queueWeights[Small] + _queueWeights[Main];

    public int Count => _queues.Count(Small) + _queues.Count(Main);

    /// <summary>Hashes remembered of nodes that left.</summary>
    internal int Ghosts => _ghosts.Count;

    /// <summary>Nodes inspected by the last call of <see cref="Evict"/>.</summary>
    internal int Inspected { get; private set; }

    public void Add(int node, uint hash, long weight)
    {
        if (node >= _hashes.Length)
        {
            var length = Math.Max(node + 1, Math.Max(16, _hashes.Length * 2));
            Array.Resize(ref _hashes, length);
            Array.Resize(ref _uses, length);
        }

        _hashes[node] = hash;
        _uses[node] = 0;
        _weights[node] = weight;
        Enter(_ghosts.Take(hash) ? Main : Small, node);
    }

    public void Hit(int node, int uses = 1)
    {
        if (_queues.ListOf(node) != NodeLists.None)
        {
            _uses[node] = (byte)Math.Min((long)_uses[node] + uses, MostUses);
        }
    }

    public void Update(int node, long weight)
    {
        var queue = _queues.ListOf(node);
        if (queue != NodeLists.None)
        {
            _queueWeights[queue] += weight - _weights[node];
            _weights[node] = weight;
            Hit(node);
        }
    }

    public void Remove(int node)
    {
        if (_queues.ListOf(node) != NodeLists.None)
        {
            Leave(node);
        }
    }

    public int Evict(long limit)
    {
        Inspected = 0;
        if (Weight <= limit)
        {
            return -1;
        }

        while (true)
        {
            var queue = _queueWeights[Small] > _smallCapacity || _queues.Count(Main) == 0 ? Small : Main;
            var node = _queues.Oldest(queue);
            Leave(node);
            if (++Inspected == InspectionLimit || _uses[node] < (queue == Small ? UsesToPromote : 1))
            {
                Remember(queue, node);
                return node;
            }

            _uses[node] = queue == Small ? (byte)0 : (byte)(_uses[node] - 1);
            Enter(Main, node);
        }
    }

    public void Resize(long capacity)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(capacity);
        Capacity = capacity;
        _smallCapacity = Math.Max(1, capacity / SmallShare);
    }

    private void Remember(int queue, int node)
    {
        if (queue == Small)
        {
            _ghosts.Add(_hashes[node], (int)(Count * GhostRatio));
        }
    }

    private void Enter(int queue, int node)
    {
        _queues.Add(queue, node);
        _queueWeights[queue] += _weights[node];
    }

    private void Leave(int node)
    {
        _queueWeights[_queues.ListOf(node)] -= _weights[node];
        _queues.Remove(node);
    }
}
