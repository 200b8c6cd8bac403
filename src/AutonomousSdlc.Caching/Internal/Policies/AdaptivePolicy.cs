namespace AutonomousSdlc.Caching.Internal.Policies;

/// <summary>
/// W-TinyLFU whose window share and strictness of admission follow the requests: <see cref="ShadowArbiter"/> tells which
/// of a few settings would hit most, and the queues move there a few nodes at a time. Nothing is evicted by a change.
/// </summary>
/// <remarks>
/// Shadows count entries, whatever these weigh. With weights other than 1 the number of entries that fit is known only
/// once the cache is full; the shadows start then, and start anew when that number has doubled or halved.
/// </remarks>
internal sealed class AdaptivePolicy : IEvictionPolicy
{
    /// <summary>Most nodes that change queues per call.</summary>
    internal const int NodesPerMove = 64;

    private readonly TinyLfuPolicy _queues;
    private readonly int _seed;
    private uint[] _hashes = [];
    private ShadowArbiter? _arbiter;
    private bool _hasWeights;
    private int _arm;

    /// <param name="capacity">Total weight, at least 1.</param>
    /// <param name="seed">Seed of the random admission.</param>
    public AdaptivePolicy(long capacity, int seed = 1)
    {
        _seed = seed;
        _queues = new TinyLfuPolicy(capacity, Arm.WindowRatio, seed) { Admission = Arm.Admission };
        _arbiter = NewArbiter(capacity);
    }

    public string Name => EvictionPolicies.Adaptive;

    public long Capacity => _queues.Capacity;

    public long Weight => _queues.Weight;

    public int Count => _queues.Count;

    /// <summary>The setting in use.</summary>
    internal PolicyArm Arm => PolicyArm.All[_arm];

    /// <summary>The latest change of the setting with its evidence, or null.</summary>
    internal PolicyDecision? LastDecision { get; private set; }

    /// <summary>Keys held in shadow caches, without their values.</summary>
    internal int ShadowKeys => _arbiter?.Keys ?? 0;

    public void Add(int node, uint hash, long weight)
    {
        if (node >= _hashes.Length)
        {
            Array.Resize(ref _hashes, Math.Max(node + 1, Math.Max(16, _hashes.Length * 2)));
        }

        _hashes[node] = hash;
        if (weight != 1 && !_hasWeights)
        {
            _hasWeights = true;
            _arbiter = null;
        }

        Observe(hash);
        _queues.Add(node, hash, weight);
    }

    public void Hit(int node, int uses = 1)
    {
        if (_queues.Holds(node))
        {
            Observe(_hashes[node]);
            _queues.Hit(node, uses);
        }
    }

    public void Update(int node, long weight)
    {
        if (_queues.Holds(node))
        {
            Observe(_hashes[node]);
            _queues.Update(node, weight);
        }
    }

    public void Remove(int node) => _queues.Remove(node);

    public int Evict(long limit)
    {
        if (_hasWeights && _queues.Weight > limit && limit == Capacity)
        {
            FitShadows();
        }

        return _queues.Evict(limit);
    }

    public void Resize(long capacity)
    {
        _queues.Resize(capacity);
        _arbiter = _hasWeights ? null : NewArbiter(capacity);
    }

    private void Observe(uint hash)
    {
        if (_arbiter is { } arbiter && arbiter.IsSampled(hash))
        {
            arbiter.Request(hash);
            if (arbiter.Current != _arm)
            {
                _arm = arbiter.Current;
                LastDecision = arbiter.LastDecision;
                _queues.Admission = Arm.Admission;
            }
        }

        _queues.MoveWindow(Arm.WindowRatio, NodesPerMove);
    }

    private void FitShadows()
    {
        var built = _arbiter?.Entries ?? 0;
        if (Count > built * 2 || Count < built / 2)
        {
            _arbiter = NewArbiter(Count);
        }
    }

    private ShadowArbiter? NewArbiter(long entries) =>
        entries > 1 ? new ShadowArbiter(PolicyArm.All, _arm, entries, _seed) : null;
}
