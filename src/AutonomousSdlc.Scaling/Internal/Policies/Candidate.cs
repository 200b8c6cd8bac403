namespace AutonomousSdlc.Scaling.Internal.Policies;

/// <summary>A node that policies may choose. Its counters stand beside the node, so that comparing loads touches no other object.</summary>
internal readonly struct Candidate(Node node)
{
    public NodeCounters Counters { get; } = node.Cell;

    public Node Node { get; } = node;

    public double InverseWeight { get; } = 1 / node.Descriptor.Weight;

    /// <summary>Load that the node would have with one more plain call, for its weight.</summary>
    public double NextLoad => (Counters.Load + 1) * InverseWeight;
}
