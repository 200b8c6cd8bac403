using AutonomousSdlc.Scaling;
using AutonomousSdlc.Scaling.Internal.Autoscaling;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers local processes as something to scale.</summary>
public static class ProcessScaleTargetServiceCollectionExtensions
{
    /// <summary>
    /// Adds a <see cref="ProcessScaleTarget"/>, resolved with <paramref name="name"/> as the key; an autoscaler of the same name
    /// finds it with <c>Scale&lt;ProcessScaleTarget&gt;(minimum, maximum)</c>. The container stops its workers when it is disposed.
    /// </summary>
    /// <param name="services">The collection.</param>
    /// <param name="name">Name; not blank.</param>
    /// <param name="configure">Says what to run.</param>
    /// <returns>The collection.</returns>
    public static IServiceCollection AddProcessScaleTarget(this IServiceCollection services, string name, Action<ProcessScaleTargetOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        Add(services, name).Configure(configure);
        return services;
    }

    /// <summary>Adds a <see cref="ProcessScaleTarget"/> whose options come from a configuration section.</summary>
    /// <param name="services">The collection.</param>
    /// <param name="name">Name; not blank.</param>
    /// <param name="section">Binds to <see cref="ProcessScaleTargetOptions"/>.</param>
    /// <returns>The collection.</returns>
    public static IServiceCollection AddProcessScaleTarget(this IServiceCollection services, string name, IConfiguration section)
    {
        ArgumentNullException.ThrowIfNull(section);
        Add(services, name).Bind(section);
        return services;
    }

    private static OptionsBuilder<ProcessScaleTargetOptions> Add(IServiceCollection services, string name)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<ProcessScaleTargetOptions>, ProcessScaleTargetOptionsValidator>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<ProcessScaleTargetOptions>, ProcessScaleTargetOptionsRules>());
        services.TryAddKeyedSingleton(name, static (provider, key) => Create(provider, (string)key!));
        return services.AddOptions<ProcessScaleTargetOptions>(name).ValidateOnStart();
    }

    private static ProcessScaleTarget Create(IServiceProvider provider, string name)
    {
        var options = provider.GetRequiredService<IOptionsMonitor<ProcessScaleTargetOptions>>().Get(name);
        var registry = options.Registry is { } key
            ? provider.GetKeyedService<INodeRegistry>(key)
                ?? throw new ScalingException($"Process target \"{name}\" shall announce its workers in the registry \"{key}\" (Registry), but none is registered with that key. Add it with AddLoadBalancer(\"{key}\"), or leave Registry out.")
            : null;
        return new ProcessScaleTarget(options, registry, provider.GetService<TimeProvider>(), provider.GetService<ILogger<ProcessScaleTarget>>());
    }
}
