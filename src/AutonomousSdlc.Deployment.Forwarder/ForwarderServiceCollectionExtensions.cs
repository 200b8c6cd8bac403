using System.Diagnostics.Metrics;
using AutonomousSdlc.Deployment.Forwarder;
using AutonomousSdlc.Deployment.Forwarder.Internal;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers forwarders.</summary>
public static class ForwarderServiceCollectionExtensions
{
    /// <summary>
    /// Adds the unnamed <see cref="IForwarder"/>, which starts and stops with the host. Calling it again changes nothing.
    /// </summary>
    /// <param name="services">Where to register.</param>
    public static IServiceCollection AddForwarder(this IServiceCollection services) =>
        services.AddForwarder(Options.Options.DefaultName, configure: null);

    /// <summary>Adds the unnamed <see cref="IForwarder"/> and changes its options.</summary>
    /// <param name="services">Where to register.</param>
    /// <param name="configure">Changes the options.</param>
    public static IServiceCollection AddForwarder(this IServiceCollection services, Action<ForwarderOptions> configure) =>
        services.AddForwarder(Options.Options.DefaultName, configure);

    /// <summary>Adds the unnamed <see cref="IForwarder"/> with options from configuration.</summary>
    /// <param name="services">Where to register.</param>
    /// <param name="section">Section whose keys are the options' names.</param>
    public static IServiceCollection AddForwarder(this IServiceCollection services, IConfiguration section) =>
        services.AddForwarder(Options.Options.DefaultName, section);

    /// <summary>Adds a named <see cref="IForwarder"/> as a keyed service with options from configuration.</summary>
    /// <param name="services">Where to register.</param>
    /// <param name="name">Name of the forwarder and of its options.</param>
    /// <param name="section">Section whose keys are the options' names.</param>
    public static IServiceCollection AddForwarder(this IServiceCollection services, string name, IConfiguration section)
    {
        ArgumentNullException.ThrowIfNull(section);
        services.AddForwarder(name);
        services.AddOptions<ForwarderOptions>(name).Bind(section);
        return services;
    }

    /// <summary>Adds a named <see cref="IForwarder"/> as a keyed service.</summary>
    /// <param name="services">Where to register.</param>
    /// <param name="name">Name of the forwarder and of its options.</param>
    /// <param name="configure">Changes the options. Default: none.</param>
    public static IServiceCollection AddForwarder(this IServiceCollection services, string name, Action<ForwarderOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(name);
        var options = services.AddOptions<ForwarderOptions>(name).ValidateOnStart();
        if (configure is not null)
        {
            options.Configure(configure);
        }

        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<ForwarderOptions>, ForwarderOptionsValidator>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<ForwarderOptions>, ForwarderOptionsCrossValidator>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, ForwarderHostedService>());
        if (services.Any(service => service.ServiceType == typeof(IForwarder) && Equals(service.ServiceKey, name)))
        {
            return services;
        }

        services.AddKeyedSingleton(name, Create);
        services.AddKeyedSingleton<EnvironmentClaim>(name);
        services.AddSingleton(provider => new ForwarderHandle(provider.GetRequiredKeyedService<IForwarder>(name)));
        if (name == Options.Options.DefaultName)
        {
            services.TryAddSingleton(provider => provider.GetRequiredKeyedService<IForwarder>(Options.Options.DefaultName));
        }

        return services;
    }

    private static IForwarder Create(IServiceProvider provider, object? key)
    {
        var name = (string)key!;
        return new KestrelForwarder(
            provider.GetRequiredService<IOptionsMonitor<ForwarderOptions>>().Get(name),
            name,
            provider.GetService<TimeProvider>(),
            provider.GetService<ILoggerFactory>(),
            provider.GetService<IMeterFactory>());
    }
}
