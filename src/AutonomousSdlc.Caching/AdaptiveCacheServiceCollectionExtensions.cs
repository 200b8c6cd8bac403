using System.Diagnostics.Metrics;
using AutonomousSdlc.Caching;
using AutonomousSdlc.Caching.Internal;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers adaptive caches. Calling twice adds settings to the same cache and is harmless otherwise.</summary>
public static class AdaptiveCacheServiceCollectionExtensions
{
    /// <summary>Adds <see cref="IAdaptiveCache{TKey,TValue}"/> with default settings.</summary>
    /// <typeparam name="TKey">Type of the keys.</typeparam>
    /// <typeparam name="TValue">Type of the values.</typeparam>
    /// <param name="services">Services to add to.</param>
    /// <returns>The same services.</returns>
    public static IServiceCollection AddAdaptiveCache<TKey, TValue>(this IServiceCollection services)
        where TKey : notnull
        => services.AddAdaptiveCache<TKey, TValue>(static _ => { });

    /// <summary>Adds <see cref="IAdaptiveCache{TKey,TValue}"/>.</summary>
    /// <typeparam name="TKey">Type of the keys.</typeparam>
    /// <typeparam name="TValue">Type of the values.</typeparam>
    /// <param name="services">Services to add to.</param>
    /// <param name="configure">Sets the options.</param>
    /// <returns>The same services.</returns>
    public static IServiceCollection AddAdaptiveCache<TKey, TValue>(this IServiceCollection services, Action<AdaptiveCacheOptions<TKey, TValue>> configure)
        where TKey : notnull
    {
        AddOptions<TKey, TValue>(services, Options.Options.DefaultName).Configure(configure);
        services.TryAddSingleton<IAdaptiveCache<TKey, TValue>>(static provider => Create<TKey, TValue>(provider, Options.Options.DefaultName));
        return services;
    }

    /// <summary>Adds <see cref="IAdaptiveCache{TKey,TValue}"/> with settings from configuration.</summary>
    /// <typeparam name="TKey">Type of the keys.</typeparam>
    /// <typeparam name="TValue">Type of the values.</typeparam>
    /// <param name="services">Services to add to.</param>
    /// <param name="configuration">Section with the names of <see cref="AdaptiveCacheOptions"/>; an unknown name is an error.</param>
    /// <returns>The same services.</returns>
    public static IServiceCollection AddAdaptiveCache<TKey, TValue>(this IServiceCollection services, IConfiguration configuration)
        where TKey : notnull
    {
        Bind<TKey, TValue>(services, Options.Options.DefaultName, configuration);
        return services.AddAdaptiveCache<TKey, TValue>();
    }

    /// <summary>Adds a named cache with default settings as keyed service.</summary>
    /// <typeparam name="TKey">Type of the keys.</typeparam>
    /// <typeparam name="TValue">Type of the values.</typeparam>
    /// <param name="services">Services to add to.</param>
    /// <param name="name">Service key, options name, and name in metrics and logs.</param>
    /// <returns>The same services.</returns>
    public static IServiceCollection AddAdaptiveCache<TKey, TValue>(this IServiceCollection services, string name)
        where TKey : notnull
        => services.AddAdaptiveCache<TKey, TValue>(name, static _ => { });

    /// <summary>Adds a named cache as keyed service.</summary>
    /// <typeparam name="TKey">Type of the keys.</typeparam>
    /// <typeparam name="TValue">Type of the values.</typeparam>
    /// <param name="services">Services to add to.</param>
    /// <param name="name">Service key, options name, and name in metrics and logs.</param>
    /// <param name="configure">Sets the options.</param>
    /// <returns>The same services.</returns>
    public static IServiceCollection AddAdaptiveCache<TKey, TValue>(this IServiceCollection services, string name, Action<AdaptiveCacheOptions<TKey, TValue>> configure)
        where TKey : notnull
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        AddOptions<TKey, TValue>(services, name).Configure(configure);
        services.TryAddKeyedSingleton<IAdaptiveCache<TKey, TValue>>(name, static (provider, key) => Create<TKey, TValue>(provider, (string)key!));
        return services;
    }

    /// <summary>Adds a named cache with settings from configuration as keyed service.</summary>
    /// <typeparam name="TKey">Type of the keys.</typeparam>
    /// <typeparam name="TValue">Type of the values.</typeparam>
    /// <param name="services">Services to add to.</param>
    /// <param name="name">Service key, options name, and name in metrics and logs.</param>
    /// <param name="configuration">Section with the names of <see cref="AdaptiveCacheOptions"/>; an unknown name is an error.</param>
    /// <returns>The same services.</returns>
    public static IServiceCollection AddAdaptiveCache<TKey, TValue>(this IServiceCollection services, string name, IConfiguration configuration)
        where TKey : notnull
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        Bind<TKey, TValue>(services, name, configuration);
        return services.AddAdaptiveCache<TKey, TValue>(name);
    }

    private static OptionsBuilder<AdaptiveCacheOptions<TKey, TValue>> AddOptions<TKey, TValue>(IServiceCollection services, string name)
        where TKey : notnull
    {
        ArgumentNullException.ThrowIfNull(services);
        services.TryAddSingleton(static provider => new CacheMetrics(provider.GetService<IMeterFactory>()));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<AdaptiveCacheOptions<TKey, TValue>>, AdaptiveCacheOptionsValidator<TKey, TValue>>());
        return services.AddOptions<AdaptiveCacheOptions<TKey, TValue>>(name).ValidateOnStart();
    }

    private static void Bind<TKey, TValue>(IServiceCollection services, string name, IConfiguration configuration)
        where TKey : notnull
    {
        ArgumentNullException.ThrowIfNull(configuration);
        AddOptions<TKey, TValue>(services, name).Configure(options =>
        {
            // The typed members are code, so binding to the base is complete; and it can be generated at compile time.
            AdaptiveCacheOptions settings = options;
            configuration.Bind(settings, static binder => binder.ErrorOnUnknownConfiguration = true);
        });
        services.AddSingleton<IOptionsChangeTokenSource<AdaptiveCacheOptions<TKey, TValue>>>(
            new ConfigurationChangeTokenSource<AdaptiveCacheOptions<TKey, TValue>>(name, configuration));
    }

    private static AdaptiveCache<TKey, TValue> Create<TKey, TValue>(IServiceProvider provider, string name)
        where TKey : notnull
    {
        var monitor = provider.GetRequiredService<IOptionsMonitor<AdaptiveCacheOptions<TKey, TValue>>>();
        var cache = new AdaptiveCache<TKey, TValue>(
            monitor.Get(name),
            name,
            provider.GetService<TimeProvider>(),
            provider.GetRequiredService<CacheMetrics>(),
            provider.GetService<ILogger<AdaptiveCache<TKey, TValue>>>());
        cache.Follow(monitor, name);
        return cache;
    }
}
