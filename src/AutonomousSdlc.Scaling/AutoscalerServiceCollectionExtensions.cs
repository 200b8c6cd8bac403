using System.Diagnostics.Metrics;
using AutonomousSdlc.Scaling;
using AutonomousSdlc.Scaling.Internal.Autoscaling;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers autoscalers.</summary>
public static class AutoscalerServiceCollectionExtensions
{
    /// <summary>Name of the autoscaler that the overload without a name adds.</summary>
    public const string DefaultName = "default";

    /// <summary>Adds the autoscaler <see cref="DefaultName"/>, which is then also the <see cref="IAutoscaler"/> without a key.</summary>
    /// <param name="services">The collection.</param>
    /// <param name="configure">Says what to scale, on which signals.</param>
    /// <returns>The collection.</returns>
    public static IServiceCollection AddAutoscaler(this IServiceCollection services, Action<AutoscalerOptions> configure)
    {
        services.AddAutoscaler(DefaultName, configure);
        services.TryAddSingleton(static provider => provider.GetRequiredKeyedService<IAutoscaler>(DefaultName));
        return services;
    }

    /// <summary>
    /// Adds an autoscaler, resolved as <see cref="IAutoscaler"/> with <paramref name="name"/> as the key, and started by the
    /// host. A second call with the same name adds to its options.
    /// </summary>
    /// <param name="services">The collection.</param>
    /// <param name="name">Name of the autoscaler; not blank.</param>
    /// <param name="configure">Says what to scale, on which signals.</param>
    /// <returns>The collection.</returns>
    public static IServiceCollection AddAutoscaler(this IServiceCollection services, string name, Action<AutoscalerOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        Add(services, name).Configure(configure);
        return services;
    }

    /// <summary>Adds an autoscaler whose bounds, times and rates come from a configuration section and may change while it runs.</summary>
    /// <param name="services">The collection.</param>
    /// <param name="name">Name of the autoscaler; not blank.</param>
    /// <param name="section">Binds to <see cref="AutoscalerOptions"/>; its values win over those of <paramref name="configure"/>.</param>
    /// <param name="configure">Says what to scale, on which signals.</param>
    /// <returns>The collection.</returns>
    public static IServiceCollection AddAutoscaler(this IServiceCollection services, string name, IConfiguration section, Action<AutoscalerOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(section);
        ArgumentNullException.ThrowIfNull(configure);
        Add(services, name).Configure(configure).Bind(section);
        return services;
    }

    private static OptionsBuilder<AutoscalerOptions> Add(IServiceCollection services, string name)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<AutoscalerOptions>, AutoscalerOptionsValidator>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<AutoscalerOptions>, AutoscalerOptionsRules>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, AutoscalerHost>());
        services.TryAddKeyedSingleton<IAutoscaler>(name, static (provider, key) => Create(provider, (string)key!));
        if (!services.Any(descriptor => !descriptor.IsKeyedService && descriptor.ImplementationInstance is AutoscalerRegistration known && known.Name == name))
        {
            services.AddSingleton(new AutoscalerRegistration(name));
        }

        return services.AddOptions<AutoscalerOptions>(name).ValidateOnStart();
    }

    private static AutoscalerEngine Create(IServiceProvider provider, string name)
    {
        var monitor = provider.GetRequiredService<IOptionsMonitor<AutoscalerOptions>>();
        return new AutoscalerEngine(
            name,
            monitor.Get(name).TargetFactory!(provider, name),
            () => monitor.Get(name),
            provider.GetService<TimeProvider>(),
            provider.GetService<ILogger<IAutoscaler>>(),
            provider.GetService<IMeterFactory>());
    }
}
