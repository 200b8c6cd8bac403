using System.Diagnostics.Metrics;
using AutonomousSdlc.Resilience;
using AutonomousSdlc.Resilience.Internal;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers resilience guards.</summary>
public static class ResilienceServiceCollectionExtensions
{
    private const string DefaultGuardName = "default";

    /// <summary>Registers the unnamed <see cref="IResilienceGuard"/> with default options.</summary>
    /// <param name="services">The services.</param>
    /// <returns>The services.</returns>
    /// <remarks>Calling it twice changes nothing.</remarks>
    public static IServiceCollection AddResilienceGuard(this IServiceCollection services)
    {
        AddCore(services, Options.Options.DefaultName);
        services.TryAddSingleton<IResilienceGuard>(static provider => Create(provider, DefaultGuardName, Options.Options.DefaultName));
        return services;
    }

    /// <summary>Registers the unnamed <see cref="IResilienceGuard"/>.</summary>
    /// <param name="services">The services.</param>
    /// <param name="configure">Changes its options.</param>
    /// <returns>The services.</returns>
    public static IServiceCollection AddResilienceGuard(this IServiceCollection services, Action<ResilienceGuardOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        AddResilienceGuard(services);
        services.Configure(configure);
        return services;
    }

    /// <summary>Registers the unnamed <see cref="IResilienceGuard"/>.</summary>
    /// <param name="services">The services.</param>
    /// <param name="section">Configuration of its options; a reload applies to the next call.</param>
    /// <returns>The services.</returns>
    public static IServiceCollection AddResilienceGuard(this IServiceCollection services, IConfiguration section)
    {
        ArgumentNullException.ThrowIfNull(section);
        AddResilienceGuard(services);
        services.AddOptions<ResilienceGuardOptions>().Bind(section);
        return services;
    }

    /// <summary>Registers a named guard with default options: a keyed <see cref="IResilienceGuard"/>.</summary>
    /// <param name="services">The services.</param>
    /// <param name="name">Name of the guard and key of the service.</param>
    /// <returns>The services.</returns>
    /// <remarks>Calling it twice changes nothing.</remarks>
    public static IServiceCollection AddResilienceGuard(this IServiceCollection services, string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        AddCore(services, name);
        services.TryAddKeyedSingleton<IResilienceGuard>(name, static (provider, key) => Create(provider, (string)key!, (string)key!));
        return services;
    }

    /// <summary>Registers a named guard: a keyed <see cref="IResilienceGuard"/>.</summary>
    /// <param name="services">The services.</param>
    /// <param name="name">Name of the guard and key of the service.</param>
    /// <param name="configure">Changes its options.</param>
    /// <returns>The services.</returns>
    public static IServiceCollection AddResilienceGuard(this IServiceCollection services, string name, Action<ResilienceGuardOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        AddResilienceGuard(services, name);
        services.Configure(name, configure);
        return services;
    }

    /// <summary>Registers a named guard: a keyed <see cref="IResilienceGuard"/>.</summary>
    /// <param name="services">The services.</param>
    /// <param name="name">Name of the guard and key of the service.</param>
    /// <param name="section">Configuration of its options; a reload applies to the next call.</param>
    /// <returns>The services.</returns>
    public static IServiceCollection AddResilienceGuard(this IServiceCollection services, string name, IConfiguration section)
    {
        ArgumentNullException.ThrowIfNull(section);
        AddResilienceGuard(services, name);
        services.AddOptions<ResilienceGuardOptions>(name).Bind(section);
        return services;
    }

    /// <summary>Registers a named guard and its typed view: keyed <see cref="IResilienceGuard"/> and <see cref="IResilienceGuard{T}"/> that share one circuit.</summary>
    /// <typeparam name="T">Type of the values of its calls.</typeparam>
    /// <param name="services">The services.</param>
    /// <param name="name">Name of the guard and key of the services.</param>
    /// <param name="configure">Changes its options.</param>
    /// <returns>The services.</returns>
    public static IServiceCollection AddResilienceGuard<T>(this IServiceCollection services, string name, Action<ResilienceGuardOptions>? configure = null)
    {
        AddResilienceGuard(services, name);
        if (configure is not null)
        {
            services.Configure(name, configure);
        }

        services.TryAddKeyedSingleton(name, static (provider, key) => provider.GetRequiredKeyedService<IResilienceGuard>(key).For<T>());
        return services;
    }

    private static void AddCore(IServiceCollection services, string optionsName)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.AddOptions<ResilienceGuardOptions>(optionsName).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<ResilienceGuardOptions>, ResilienceGuardOptionsValidator>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<ResilienceGuardOptions>, ResilienceGuardOptionsRules>());
        services.TryAddSingleton(static provider => new ResilienceMetrics(provider.GetService<IMeterFactory>()));
    }

    private static ResilienceGuard Create(IServiceProvider provider, string name, string optionsName) => new(
        name,
        optionsName,
        provider.GetRequiredService<IOptionsMonitor<ResilienceGuardOptions>>(),
        provider.GetService<TimeProvider>(),
        provider.GetService<ILoggerFactory>()?.CreateLogger<ResilienceGuard>(),
        provider.GetRequiredService<ResilienceMetrics>());
}
