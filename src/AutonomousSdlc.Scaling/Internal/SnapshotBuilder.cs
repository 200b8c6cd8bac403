using System.Collections.Immutable;
using AutonomousSdlc.Scaling.Internal.Policies;

namespace AutonomousSdlc.Scaling.Internal;

/// <summary>Turns members into a snapshot: decides which of them take calls.</summary>
internal static class SnapshotBuilder
{
    public static NodeSnapshot Build(long version, IEnumerable<NodeEntry> entries, double minimumHealthyRatio)
    {
        var nodes = entries.OrderBy(static entry => entry.Slot).Select(static entry => entry.View()).ToImmutableArray();
        var mode = ChooseMode(nodes, minimumHealthyRatio);
        var candidates = nodes.Where(node => TakesCalls(node.State, mode)).Select(static node => new Candidate(node)).ToArray();
        var hasEqualWeights = candidates.All(candidate => candidate.InverseWeight.Equals(candidates[0].InverseWeight));
        return new NodeSnapshot(version, nodes, mode, candidates, hasEqualWeights);
    }

    public static bool TakesCalls(NodeState state, PoolMode mode) => mode switch
    {
        PoolMode.Normal => state == NodeState.Healthy,
        PoolMode.Degraded => state is NodeState.Healthy or NodeState.Degraded,
        PoolMode.Panic => state == NodeState.Ejected,
        _ => false,
    };

    private static PoolMode ChooseMode(ImmutableArray<Node> nodes, double minimumHealthyRatio)
    {
        var healthy = nodes.Count(static node => node.State == NodeState.Healthy);
        var degraded = nodes.Count(static node => node.State == NodeState.Degraded);
        var members = nodes.Count(static node => node.State != NodeState.Draining);
        if (members == 0)
        {
            return PoolMode.Unavailable;
        }

        if (healthy + degraded == 0)
        {
            return PoolMode.Panic;
        }

        return degraded > 0 && (healthy == 0 || healthy < minimumHealthyRatio * members) ? PoolMode.Degraded : PoolMode.Normal;
    }
}
