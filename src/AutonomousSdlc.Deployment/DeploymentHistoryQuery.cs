namespace AutonomousSdlc.Deployment;

/// <summary>Selects past deployments.</summary>
public sealed record DeploymentHistoryQuery
{
    /// <summary>Only this service. Default: all.</summary>
    public string? Service { get; init; }

    /// <summary>Only this environment. Default: all.</summary>
    public string? Environment { get; init; }

    /// <summary>Only this status. Default: all.</summary>
    public DeploymentStatus? Status { get; init; }

    /// <summary>Most results; at least 1. Default: 100.</summary>
    public int Limit { get; init; } = 100;
}
