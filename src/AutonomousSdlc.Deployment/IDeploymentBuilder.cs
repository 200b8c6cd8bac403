using Microsoft.Extensions.DependencyInjection;

namespace AutonomousSdlc.Deployment;

/// <summary>Composes an orchestrator: environments, a target, a router and gates.</summary>
public interface IDeploymentBuilder
{
    /// <summary>Name of the orchestrator, which is also its service key; empty for the unnamed one.</summary>
    string Name { get; }

    /// <summary>Where the orchestrator is registered.</summary>
    IServiceCollection Services { get; }

    /// <summary>
    /// Sets how routers are made: once per environment, when it is first needed. The orchestrator disposes what the
    /// factory returns. The last call wins.
    /// </summary>
    /// <param name="factory">Makes the router of one environment.</param>
    IDeploymentBuilder UseTrafficRouter(Func<IServiceProvider, DeploymentEnvironment, ITrafficRouter> factory);

    /// <summary>
    /// Sets how targets are made: once per environment, when it is first needed. The orchestrator disposes what the
    /// factory returns. The last call wins.
    /// </summary>
    /// <param name="factory">Makes the target of one environment.</param>
    IDeploymentBuilder UseTarget(Func<IServiceProvider, DeploymentEnvironment, IDeploymentTarget> factory);

    /// <summary>Sets how health probes are made. Default: HTTP GET of <see cref="HealthSettings.Path"/>. The last call wins.</summary>
    /// <param name="factory">Makes the probe, once.</param>
    IDeploymentBuilder UseHealthProbe(Func<IServiceProvider, IHealthProbe> factory);

    /// <summary>
    /// Adds a gate that every deployment must pass before anything is started. Gates run at the same time; a gate that
    /// throws refuses. A gate of the same name is replaced.
    /// </summary>
    /// <param name="name">Name that appears in reasons and telemetry.</param>
    /// <param name="gate">Decides; its context names the request and the environment.</param>
    IDeploymentBuilder AddGate(string name, Func<DeploymentGateContext, CancellationToken, Task<GateVerdict>> gate);

    /// <summary>Changes the options of the orchestrator.</summary>
    /// <param name="configure">Receives the options after configuration and environment files.</param>
    IDeploymentBuilder Configure(Action<DeploymentOptions> configure);
}
