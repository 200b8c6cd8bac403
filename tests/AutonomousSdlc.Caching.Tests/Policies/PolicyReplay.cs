using AutonomousSdlc.Caching.Internal.Policies;

namespace AutonomousSdlc.Caching.Tests.Policies;

/// <summary>Drives a policy with keys as the engine does: a miss adds, and evicts down to the capacity.</summary>
internal sealed class PolicyReplay(IEvictionPolicy policy)
{
    private readonly Dictionary<uint, int> _nodes = [];
    private readonly Dictionary<int, uint> _keys = [];
    private readonly Stack<int> _free = new();

    public long Requests { get; private set; }

    public long Hits { get; private set; }

    public List<int> Victims { get; } = [];

    public double HitRatio => (double)Hits / Requests;

    public void Request(uint key, long weight = 1)
    {
        Requests++;
        if (_nodes.TryGetValue(key, out var node))
        {
            Hits++;
            policy.Hit(node);
            return;
        }

        node = _free.TryPop(out var freed) ? freed : _keys.Count;
        _nodes.Add(key, node);
        _keys.Add(node, key);
        policy.Add(node, key * 0x9e37_79b1, weight);
        while (policy.Evict(policy.Capacity) is var victim and >= 0)
        {
            Victims.Add(victim);
            _keys.Remove(victim, out var left);
            _nodes.Remove(left);
            _free.Push(victim);
        }
    }
}
