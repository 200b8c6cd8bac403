namespace AutonomousSdlc.Scaling;

/// <summary>An operation named a node that the registry does not hold.</summary>
public sealed class NodeNotFoundException : ScalingException
{
    /// <inheritdoc />
    public NodeNotFoundException()
    {
    }

    /// <inheritdoc />
    public NodeNotFoundException(string message)
        : base(message)
    {
    }

    /// <inheritdoc />
    public NodeNotFoundException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    internal NodeNotFoundException(string registry, string nodeId, int members)
        : base($"Registry '{registry}' has no node '{nodeId}' among its {members} nodes. Register it first, or check the id.")
    {
        NodeId = nodeId;
    }

    /// <summary>Id that was asked for; empty when unknown.</summary>
    public string NodeId { get; } = string.Empty;
}
