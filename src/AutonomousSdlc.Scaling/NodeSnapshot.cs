using System.Collections.Frozen;
using System.Collections.Immutable;
using AutonomousSdlc.Scaling.Internal.Policies;

namespace AutonomousSdlc.Scaling;

/// <summary>The members of a registry at one moment. Immutable, and free to keep.</summary>
public sealed class NodeSnapshot
{
    private readonly FrozenDictionary<string, Node> _byId;

    internal NodeSnapshot(long version, ImmutableArray<Node> nodes, PoolMode mode, Candidate[] candidates, bool hasEqualWeights)
    {
        Version = version;
        Nodes = nodes;
        Mode = mode;
        Candidates = candidates;
        HasEqualWeights = hasEqualWeights;
        _byId = nodes.ToFrozenDictionary(static node => node.Id, StringComparer.Ordinal);
    }

    /// <summary>Grows by one with every change of membership, description or state; 0 is the empty registry at the start.</summary>
    public long Version { get; }

    /// <summary>All members, by slot.</summary>
    public ImmutableArray<Node> Nodes { get; }

    /// <summary>Which members take calls.</summary>
    public PoolMode Mode { get; }

    /// <summary>The members that policies choose from.</summary>
    internal Candidate[] Candidates { get; }

    /// <summary>Lets policies skip the arithmetic of weights.</summary>
    internal bool HasEqualWeights { get; }

    /// <summary>Finds a member.</summary>
    /// <param name="nodeId">Its id.</param>
    /// <returns>The member, or <see langword="null"/> when there is none of that id.</returns>
    public Node? Find(string nodeId) => _byId.GetValueOrDefault(nodeId);

    /// <summary>Counts members in a state; O(members).</summary>
    /// <param name="state">The state.</param>
    /// <returns>How many members are in it.</returns>
    public int Count(NodeState state)
    {
        var count = 0;
        foreach (var node in Nodes)
        {
            count += node.State == state ? 1 : 0;
        }

        return count;
    }
}
