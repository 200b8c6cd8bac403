namespace AutonomousSdlc.Scaling.Internal;

/// <summary>A node that policies may choose. The cell stands beside the node, so that comparing loads touches no other object.</summary>
internal readonly struct Candidate(Node node)
{
    public NodeSlot Cell { get; } = node.Cell;

    public Node Node { get; } = node;

    public double InverseWeight { get; } = 1 / node.Descriptor.Weight;

    /// <summary>Load that the node would have with one more plain call, for its weight.</summary>
    public double NextLoad => (Cell.Load + 1) * InverseWeight;
}
