namespace AutonomousSdlc.Deployment;

/// <summary>How one service is deployed to one environment.</summary>
/// <remarks>A deployment takes a copy when it starts; a later change affects the next deployment.</remarks>
public sealed class DeploymentEnvironment
{
    /// <summary>Name of the environment: 1 to 64 characters, lower-case letters, digits, <c>-</c> and <c>_</c>. No default.</summary>
    public string Name { get; set; } = string.Empty;

    /// <summary>Name of the service: 1 to 64 characters, lower-case letters, digits, <c>-</c> and <c>_</c>. No default.</summary>
    public string Service { get; set; } = string.Empty;

    /// <summary>Instances of a request that names none, 1 to 1000. Default: 1.</summary>
    public int Replicas { get; set; } = 1;

    /// <summary>How instances are asked whether they can serve.</summary>
    public HealthSettings Health { get; set; } = new();

    /// <summary>How the new version takes over.</summary>
    public StrategySettings Strategy { get; set; } = new();

    /// <summary>How the old version leaves.</summary>
    public DrainSettings Drain { get; set; } = new();

    /// <summary>Longest time of each step.</summary>
    public DeadlineSettings Deadlines { get; set; } = new();
}
