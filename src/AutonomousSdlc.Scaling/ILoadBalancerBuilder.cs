using Microsoft.Extensions.DependencyInjection;

namespace AutonomousSdlc.Scaling;

/// <summary>Configures one named balancer.</summary>
public interface ILoadBalancerBuilder
{
    /// <summary>Name of the balancer: key of its services and name of its options.</summary>
    string Name { get; }

    /// <summary>The collection that it is registered in.</summary>
    IServiceCollection Services { get; }
}
