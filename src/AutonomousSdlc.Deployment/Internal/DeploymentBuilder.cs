using Microsoft.Extensions.DependencyInjection;

namespace AutonomousSdlc.Deployment.Internal;

internal sealed class DeploymentBuilder(string name, IServiceCollection services, DeploymentComposition composition) : IDeploymentBuilder
{
    public string Name => name;

    public IServiceCollection Services => services;

    public DeploymentComposition Composition => composition;

    public IDeploymentBuilder UseTrafficRouter(Func<IServiceProvider, DeploymentEnvironment, ITrafficRouter> factory)
    {
        ArgumentNullException.ThrowIfNull(factory);
        composition.Router = factory;
        return this;
    }

    public IDeploymentBuilder UseTarget(Func<IServiceProvider, DeploymentEnvironment, IDeploymentTarget> factory)
    {
        ArgumentNullException.ThrowIfNull(factory);
        composition.Target = factory;
        return this;
    }

    public IDeploymentBuilder UseHealthProbe(Func<IServiceProvider, IHealthProbe> factory)
    {
        ArgumentNullException.ThrowIfNull(factory);
        composition.Probe = factory;
        return this;
    }

    public IDeploymentBuilder AddGate(string name, Func<DeploymentGateContext, CancellationToken, Task<GateVerdict>> gate)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(gate);
        composition.Gates[name] = gate;
        return this;
    }

    public IDeploymentBuilder Configure(Action<DeploymentOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        services.Configure(name, configure);
        return this;
    }
}
