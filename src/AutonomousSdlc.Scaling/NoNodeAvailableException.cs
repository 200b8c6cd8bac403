namespace AutonomousSdlc.Scaling;

/// <summary>A balancer had no node for a call.</summary>
public sealed class NoNodeAvailableException : ScalingException
{
    /// <inheritdoc />
    public NoNodeAvailableException()
    {
    }

    /// <inheritdoc />
    public NoNodeAvailableException(string message)
        : base(message)
    {
    }

    /// <inheritdoc />
    public NoNodeAvailableException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    internal NoNodeAvailableException(string balancer, NoNodeReason reason, int members)
        : base($"Balancer '{balancer}' has no node for this call: {Describe(reason, members)}")
    {
        Balancer = balancer;
        Reason = reason;
        Members = members;
    }

    /// <summary>Name of the balancer; empty when unknown.</summary>
    public string Balancer { get; } = string.Empty;

    /// <summary>Why there was none.</summary>
    public NoNodeReason Reason { get; }

    /// <summary>Members of the registry at that moment, whatever their state.</summary>
    public int Members { get; }

    private static string Describe(NoNodeReason reason, int members) => reason switch
    {
        NoNodeReason.Empty => "its registry is empty. Register nodes, or check what was to discover them.",
        NoNodeReason.AllDraining => $"all {members} members are draining. Register new nodes before the old ones drain.",
        NoNodeReason.AllExcluded => $"the context excludes every node that could be picked of {members} members. Exclude fewer, or give up.",
        NoNodeReason.DeadlinePassed => "its deadline had passed. Start earlier, or allow more time.",
        _ => $"none of {members} members could be picked.",
    };
}
