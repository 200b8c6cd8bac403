using Microsoft.Extensions.DependencyInjection;

namespace AutonomousSdlc.Scaling.Internal;

internal sealed record LoadBalancerBuilder(string Name, IServiceCollection Services) : ILoadBalancerBuilder;
