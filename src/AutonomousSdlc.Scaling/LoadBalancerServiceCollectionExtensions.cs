using System.Diagnostics.Metrics;
using AutonomousSdlc.Scaling;
using AutonomousSdlc.Scaling.Internal;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers load balancers.</summary>
public static class LoadBalancerServiceCollectionExtensions
{
    /// <summary>Name of the balancer that the overloads without a name add.</summary>
    public const string DefaultName = "default";

    /// <summary>Adds the balancer <see cref="DefaultName"/>, which is then also the <see cref="ILoadBalancer"/> and <see cref="INodeRegistry"/> without a key.</summary>
    /// <param name="services">The collection.</param>
    /// <returns>A builder.</returns>
    public static ILoadBalancerBuilder AddLoadBalancer(this IServiceCollection services)
    {
        var builder = services.AddLoadBalancer(DefaultName);
        services.TryAddSingleton(static provider => provider.GetRequiredKeyedService<ILoadBalancer>(DefaultName));
        services.TryAddSingleton(static provider => provider.GetRequiredKeyedService<INodeRegistry>(DefaultName));
        return builder;
    }

    /// <summary>Adds the balancer <see cref="DefaultName"/> and sets its options.</summary>
    /// <param name="services">The collection.</param>
    /// <param name="configure">Sets options.</param>
    /// <returns>A builder.</returns>
    public static ILoadBalancerBuilder AddLoadBalancer(this IServiceCollection services, Action<LoadBalancerOptions> configure) =>
        services.AddLoadBalancer().Configure(configure);

    /// <summary>
    /// Adds a balancer and its registry, resolved as <see cref="ILoadBalancer"/> and <see cref="INodeRegistry"/> with
    /// <paramref name="name"/> as the key. A second call with the same name adds to its configuration.
    /// </summary>
    /// <param name="services">The collection.</param>
    /// <param name="name">Name of the balancer; not blank.</param>
    /// <returns>A builder.</returns>
    public static ILoadBalancerBuilder AddLoadBalancer(this IServiceCollection services, string name)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        services.AddOptions<LoadBalancerOptions>(name).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<LoadBalancerOptions>, LoadBalancerOptionsValidator>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<LoadBalancerOptions>, LoadBalancerOptionsRules>());
        services.TryAddKeyedSingleton(name, static (provider, key) => CreateRegistry(provider, (string)key!));
        services.TryAddKeyedSingleton<INodeRegistry>(name, static (provider, key) => provider.GetRequiredKeyedService<NodeRegistry>(key));
        services.TryAddKeyedSingleton<ILoadBalancer>(name, static (provider, key) => CreateBalancer(provider, (string)key!));
        return new LoadBalancerBuilder(name, services);
    }

    /// <summary>Adds a balancer and configures it.</summary>
    /// <param name="services">The collection.</param>
    /// <param name="name">Name of the balancer; not blank.</param>
    /// <param name="configure">Adds nodes, chooses the policy.</param>
    /// <returns>The collection.</returns>
    public static IServiceCollection AddLoadBalancer(this IServiceCollection services, string name, Action<ILoadBalancerBuilder> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        configure(services.AddLoadBalancer(name));
        return services;
    }

    /// <summary>Adds a balancer whose options come from a configuration section.</summary>
    /// <param name="services">The collection.</param>
    /// <param name="name">Name of the balancer; not blank.</param>
    /// <param name="section">Binds to <see cref="LoadBalancerOptions"/>.</param>
    /// <returns>A builder.</returns>
    public static ILoadBalancerBuilder AddLoadBalancer(this IServiceCollection services, string name, IConfiguration section)
    {
        ArgumentNullException.ThrowIfNull(section);
        var builder = services.AddLoadBalancer(name);
        services.AddOptions<LoadBalancerOptions>(name).Bind(section);
        return builder;
    }

    private static NodeRegistry CreateRegistry(IServiceProvider provider, string name)
    {
        var options = provider.GetRequiredService<IOptionsMonitor<LoadBalancerOptions>>().Get(name);
        return new NodeRegistry(
            name,
            options,
            provider.GetService<TimeProvider>(),
            provider.GetService<ILogger<INodeRegistry>>(),
            provider.GetService<IMeterFactory>());
    }

    private static LoadBalancer CreateBalancer(IServiceProvider provider, string name)
    {
        var options = provider.GetRequiredService<IOptionsMonitor<LoadBalancerOptions>>().Get(name);
        return new LoadBalancer(provider.GetRequiredKeyedService<NodeRegistry>(name), options);
    }
}
