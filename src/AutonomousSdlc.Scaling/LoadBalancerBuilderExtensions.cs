using AutonomousSdlc.Scaling;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Configures a balancer through its builder.</summary>
public static class LoadBalancerBuilderExtensions
{
    /// <summary>Changes the options of the balancer.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="configure">Sets options; may be called several times.</param>
    /// <returns>The builder.</returns>
    public static ILoadBalancerBuilder Configure(this ILoadBalancerBuilder builder, Action<LoadBalancerOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configure);
        builder.Services.Configure(builder.Name, configure);
        return builder;
    }

    /// <summary>Chooses the policy.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="policy">One of <see cref="BalancingPolicies"/>.</param>
    /// <returns>The builder.</returns>
    public static ILoadBalancerBuilder UsePolicy(this ILoadBalancerBuilder builder, string policy)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(policy);
        return builder.Configure(options => options.Policy = policy);
    }

    /// <summary>Changes when nodes that fail are taken out.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="configure">Sets options.</param>
    /// <returns>The builder.</returns>
    public static ILoadBalancerBuilder ConfigureEjection(this ILoadBalancerBuilder builder, Action<EjectionOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        return builder.Configure(options => configure(options.Ejection));
    }

    /// <summary>Adds nodes by address; the authority (<c>host:port</c>, without a default port) becomes the id.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="addresses">Absolute addresses, for instance <c>http://10.0.0.7:8080</c>.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="UriFormatException">An address is not an absolute URI.</exception>
    public static ILoadBalancerBuilder AddNodes(this ILoadBalancerBuilder builder, params IEnumerable<string> addresses)
    {
        ArgumentNullException.ThrowIfNull(addresses);
        var nodes = addresses.Select(static address => new Uri(address, UriKind.Absolute)).ToArray();
        return builder.Configure(options =>
        {
            foreach (var address in nodes)
            {
                options.Nodes.Add(new NodeOptions { Address = address });
            }
        });
    }

    /// <summary>Adds a node.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="id">Unique id in the registry.</param>
    /// <param name="address">Absolute address.</param>
    /// <param name="configure">Sets weight, zone, labels, capacity and cost.</param>
    /// <returns>The builder.</returns>
    public static ILoadBalancerBuilder AddNode(this ILoadBalancerBuilder builder, string id, Uri address, Action<NodeOptions>? configure = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(id);
        ArgumentNullException.ThrowIfNull(address);
        return builder.Configure(options =>
        {
            var node = new NodeOptions { Id = id, Address = address };
            configure?.Invoke(node);
            options.Nodes.Add(node);
        });
    }
}
