namespace AutonomousSdlc.Scaling;

/// <summary>A node was registered under an id that another member holds.</summary>
public sealed class DuplicateNodeException : ScalingException
{
    /// <inheritdoc />
    public DuplicateNodeException()
    {
    }

    /// <inheritdoc />
    public DuplicateNodeException(string message)
        : base(message)
    {
    }

    /// <inheritdoc />
    public DuplicateNodeException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    internal DuplicateNodeException(string registry, string nodeId, Uri holder, Uri applicant)
        : base($"Registry '{registry}' already has a node '{nodeId}' at {holder}, so {applicant} cannot join under that id. Use Update to change it, or another id.")
    {
        NodeId = nodeId;
    }

    /// <summary>Id that is taken; empty when unknown.</summary>
    public string NodeId { get; } = string.Empty;
}
