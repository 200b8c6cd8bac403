namespace AutonomousSdlc.Deployment.Internal;

/// <summary>What a builder collected for one orchestrator.</summary>
internal sealed class DeploymentComposition
{
    public Func<IServiceProvider, DeploymentEnvironment, ITrafficRouter>? Router { get; set; }

    public Func<IServiceProvider, DeploymentEnvironment, IDeploymentTarget>? Target { get; set; }

    public Func<IServiceProvider, IHealthProbe>? Probe { get; set; }

    /// <summary>Environment files already added, by full path.</summary>
    public HashSet<string> Files { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, Func<DeploymentGateContext, CancellationToken, Task<GateVerdict>>> Gates { get; } = new(StringComparer.Ordinal);
}
