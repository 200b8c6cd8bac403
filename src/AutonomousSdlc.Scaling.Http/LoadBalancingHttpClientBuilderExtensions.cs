using System.Diagnostics.Metrics;
using AutonomousSdlc.Scaling;
using AutonomousSdlc.Scaling.Http;
using AutonomousSdlc.Scaling.Http.Internal;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Balances the requests of named and typed <see cref="HttpClient"/>s.</summary>
public static class LoadBalancingHttpClientBuilderExtensions
{
    /// <summary>Adds a balancer under the client's name and sends the client's requests through it.</summary>
    /// <param name="builder">The client.</param>
    /// <param name="configure">Adds nodes, chooses the policy.</param>
    /// <returns>The client's builder.</returns>
    /// <remarks><inheritdoc cref="AddLoadBalancing(IHttpClientBuilder, string, Action{LoadBalancingHandlerOptions}?)" path="/remarks/node()" /></remarks>
    public static IHttpClientBuilder AddLoadBalancing(this IHttpClientBuilder builder, Action<ILoadBalancerBuilder> configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddLoadBalancer(builder.Name, configure);
        return builder.AddLoadBalancing(builder.Name);
    }

    /// <summary>Sends the client's requests through a balancer that <c>AddLoadBalancer</c> added. The last call for a client counts.</summary>
    /// <param name="builder">The client.</param>
    /// <param name="balancer">Name of the balancer.</param>
    /// <param name="configure">Sets options of the handler; may be <see langword="null"/>.</param>
    /// <returns>The client's builder.</returns>
    /// <remarks>
    /// Sets the client's primary handler and its lifetime (without end: connections age by
    /// <see cref="LoadBalancingHandlerOptions.ConnectionLifetime"/> instead), so do not set either afterwards. The
    /// client's <see cref="HttpClient.BaseAddress"/> is a logical name such as <c>http://orders/</c>.
    /// </remarks>
    public static IHttpClientBuilder AddLoadBalancing(this IHttpClientBuilder builder, string balancer, Action<LoadBalancingHandlerOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrWhiteSpace(balancer);
        var name = builder.Name;
        var services = builder.Services;
        var options = services.AddOptions<LoadBalancingHandlerOptions>(name).ValidateOnStart();
        if (configure is not null)
        {
            options.Configure(configure);
        }

        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<LoadBalancingHandlerOptions>, LoadBalancingHandlerOptionsValidator>());
        services.RemoveAllKeyed<LoadBalancingHandler>(name);
        services.AddKeyedSingleton(name, (provider, _) => new LoadBalancingHandler(
            provider.GetRequiredKeyedService<ILoadBalancer>(balancer),
            provider.GetRequiredService<IOptionsMonitor<LoadBalancingHandlerOptions>>().Get(name),
            provider.GetService<TimeProvider>(),
            provider.GetService<ILogger<LoadBalancingHandler>>(),
            provider.GetService<IMeterFactory>()));
        builder.ConfigurePrimaryHttpMessageHandler(provider => provider.GetRequiredKeyedService<LoadBalancingHandler>(name));
        return builder.SetHandlerLifetime(Timeout.InfiniteTimeSpan);
    }
}
