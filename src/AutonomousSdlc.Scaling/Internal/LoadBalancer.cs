using AutonomousSdlc.Scaling.Internal.Policies;
using AutonomousSdlc.Shared;

namespace AutonomousSdlc.Scaling.Internal;

/// <summary>The engine between a policy and the registry: picks, counts, and passes outcomes on. Holds no lock, and reads a clock only for policies that learn and calls with a deadline.</summary>
internal sealed partial class LoadBalancer : ILoadBalancer
{
    private const int PicksBeforeScan = 3;

    private readonly NodeRegistry _registry;
    private readonly IBalancingPolicy _policy;
    private readonly ILearningPolicy? _learner;
    private readonly CoarseClock _clock;
    private readonly SeededRandom? _seeded;

    public LoadBalancer(NodeRegistry registry, LoadBalancerOptions options)
    {
        _registry = registry;
        _seeded = options.Seed is { } seed ? new SeededRandom(SplitMix64.Mix((ulong)seed)) : null;
        _policy = PolicyFactory.Create(options.Policy, SplitMix64.Next(ref Random));
        _learner = _policy as ILearningPolicy;
        _clock = new CoarseClock(registry.Time);
    }

    public string Name => _registry.Name;

    public string Policy => _policy.Name;

    public INodeRegistry Registry => _registry;

    private ref ulong Random => ref _seeded is null ? ref LeaseRing.Current.Random : ref _seeded.State;

    public bool TryAcquire(in PickContext context, out NodeLease lease)
    {
        if (context.IsRestricted)
        {
            return TryAcquireRestricted(context, out lease);
        }

        var ring = LeaseRing.Current;
        ref var random = ref _seeded is null ? ref ring.Random : ref _seeded.State;
        while (true)
        {
            var pool = _registry.Current;
            if (pool.Candidates.Length == 0)
            {
                return Refuse(pool, context, out lease);
            }

            var node = pool.Candidates[_policy.Pick(pool, context, ref random)].Node;
            if (TryEnter(pool, node, context.Cost))
            {
                lease = new NodeLease(this, node, ring.Issue(context.Cost));
                return true;
            }
        }
    }

    internal bool Complete(Node node, int cost, CallOutcome outcome, TimeSpan latency)
    {
        var cell = node.Cell;
        _learner?.Observe(_registry.Current, cell, outcome, latency, _clock.Now);
        if (outcome == CallOutcome.Succeeded)
        {
            cell.CountSuccess(latency);
            cell.Leave(cost);
            if (cell.IsWatched)
            {
                _registry.ObserveSuccess(node);
            }
        }
        else if (outcome is CallOutcome.Rejected or CallOutcome.Canceled)
        {
            cell.CountNeutral();
            cell.Leave(cost);
        }
        else
        {
            cell.CountFailure();
            cell.Leave(cost);
            _registry.ObserveFailure(node, outcome);
        }

        _registry.Metrics.RecordDuration(outcome, latency);
        return true;
    }

    internal static bool Release(Node node, int cost)
    {
        node.Cell.CountNeutral();
        node.Cell.Leave(cost);
        return true;
    }

    /// <summary>
    /// Counts the call, then looks whether the snapshot still stands. Whoever changes the pool publishes first and reads
    /// occupancy afterwards, so one of the two always sees the other: a drain that finds a node idle cannot be followed
    /// by a lease on it.
    /// </summary>
    private bool TryEnter(NodeSnapshot pool, Node node, int cost)
    {
        node.Cell.Enter(cost);
        if (ReferenceEquals(_registry.Current, pool))
        {
            return true;
        }

        node.Cell.Leave(cost);
        return false;
    }

    private bool TryAcquireRestricted(in PickContext context, out NodeLease lease)
    {
        if (context.Deadline is { } deadline && _registry.Time.GetUtcNow() >= deadline)
        {
            return Refuse(_registry.Current, context, out lease);
        }

        while (true)
        {
            var pool = _registry.Current;
            if (PickAllowed(pool, context) is not { } node)
            {
                return Refuse(pool, context, out lease);
            }

            if (TryEnter(pool, node, context.Cost))
            {
                lease = new NodeLease(this, node, LeaseRing.Current.Issue(context.Cost));
                return true;
            }
        }
    }

    /// <summary>Lets the policy choose; when it insists on excluded nodes, takes the next that is not.</summary>
    private Node? PickAllowed(NodeSnapshot pool, in PickContext context)
    {
        var candidates = pool.Candidates;
        if (candidates.Length == 0)
        {
            return null;
        }

        var index = 0;
        for (var pick = 0; pick < PicksBeforeScan; pick++)
        {
            index = _policy.Pick(pool, context, ref Random);
            if (!context.Excludes(candidates[index].Node.Id))
            {
                return candidates[index].Node;
            }
        }

        for (var step = 1; step < candidates.Length; step++)
        {
            var node = candidates[(index + step) % candidates.Length].Node;
            if (!context.Excludes(node.Id))
            {
                return node;
            }
        }

        return null;
    }

    private bool Refuse(NodeSnapshot pool, in PickContext context, out NodeLease lease)
    {
        _registry.Metrics.CountPickFailure(NoNodeReasons.Find(pool, context));
        lease = default;
        return false;
    }

    /// <summary>A box for the shared state of a seeded balancer; two threads may draw the same word, which does no harm.</summary>
    private sealed class SeededRandom(ulong state)
    {
        private ulong _state = state;

        public ref ulong State => ref _state;
    }
}
