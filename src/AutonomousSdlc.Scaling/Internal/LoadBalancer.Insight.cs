using AutonomousSdlc.Scaling.Internal.Policies;

namespace AutonomousSdlc.Scaling.Internal;

/// <content>Figures and explanations.</content>
internal sealed partial class LoadBalancer
{
    public ClusterMetrics GetMetrics()
    {
        var pool = _registry.Current;
        return new ClusterMetrics
        {
            Balancer = Name,
            Version = pool.Version,
            Mode = pool.Mode,
            Nodes = [.. pool.Nodes.Select(Measure)],
        };
    }

    public PickExplanation Explain(in PickContext context)
    {
        var pool = _registry.Current;
        var explanations = new List<NodeExplanation>(pool.Nodes.Length);
        foreach (var node in pool.Nodes)
        {
            explanations.Add(Explain(node, pool, context));
        }

        var passed = context.Deadline is { } deadline && _registry.Time.GetUtcNow() >= deadline;
        NoNodeReason? refusal = null;
        if (passed)
        {
            refusal = NoNodeReason.DeadlinePassed;
        }
        else if (!explanations.Exists(static explanation => explanation.IsEligible))
        {
            refusal = NoNodeReasons.Find(pool, context);
        }

        return new PickExplanation
        {
            Balancer = Name,
            Policy = Policy,
            Version = pool.Version,
            Mode = pool.Mode,
            Refusal = refusal,
            Nodes = [.. explanations],
        };
    }

    private static NodeMetrics Measure(Node node) => new()
    {
        Node = node,
        InFlight = node.Cell.InFlight,
        Load = node.Cell.Load,
        Successes = node.Cell.Successes,
        Failures = node.Cell.Failures,
        Neutral = node.Cell.Neutral,
        AverageLatency = node.Cell.AverageLatency,
    };

    private NodeExplanation Explain(Node node, NodeSnapshot pool, in PickContext context)
    {
        var takesCalls = SnapshotBuilder.TakesCalls(node.State, pool.Mode);
        var excluded = context.Excludes(node.Id);
        var reason = (node.State, takesCalls, excluded) switch
        {
            (NodeState.Draining, _, _) => "it drains and takes no new calls",
            (_, true, true) => "the context excludes it",
            (NodeState.Ejected, true, _) => "it is ejected, but no other member is left",
            (NodeState.Degraded, true, _) => "it is degraded, but too few members are healthy",
            (_, true, _) => "it is healthy",
            (NodeState.Ejected, _, _) => "it is ejected after failures or a report",
            (NodeState.Degraded, _, _) => "it is degraded, and enough members are healthy",
            _ => "the mode of the pool leaves it out",
        };
        return new NodeExplanation(node, takesCalls && !excluded, node.Cell.Load, _policy.Score(new Candidate(node)), reason);
    }
}
