using System.Diagnostics.Metrics;
using AutonomousSdlc.Deployment;
using AutonomousSdlc.Deployment.Internal;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers deployment orchestrators.</summary>
public static class DeploymentServiceCollectionExtensions
{
    /// <summary>Registers <see cref="IDeploymentOrchestrator"/>; calling it again continues the same composition.</summary>
    /// <param name="services">The services.</param>
    /// <returns>A builder for environments, target, router and gates.</returns>
    public static IDeploymentBuilder AddDeployment(this IServiceCollection services) =>
        services.AddDeployment(Options.Options.DefaultName);

    /// <summary>Registers and composes <see cref="IDeploymentOrchestrator"/>.</summary>
    /// <param name="services">The services.</param>
    /// <param name="compose">Adds environments, target, router and gates.</param>
    public static IServiceCollection AddDeployment(this IServiceCollection services, Action<IDeploymentBuilder> compose)
    {
        ArgumentNullException.ThrowIfNull(compose);
        compose(services.AddDeployment());
        return services;
    }

    /// <summary>Registers <see cref="IDeploymentOrchestrator"/> with options from configuration.</summary>
    /// <param name="services">The services.</param>
    /// <param name="section">Holds <see cref="DeploymentOptions"/>.</param>
    /// <returns>A builder for target, router and gates.</returns>
    public static IDeploymentBuilder AddDeployment(this IServiceCollection services, IConfiguration section)
    {
        ArgumentNullException.ThrowIfNull(section);
        var builder = services.AddDeployment();
        services.AddOptions<DeploymentOptions>().Bind(section);
        return builder;
    }

    /// <summary>Registers and composes a named orchestrator, a keyed service under its name.</summary>
    /// <param name="services">The services.</param>
    /// <param name="name">Name and service key.</param>
    /// <param name="compose">Adds environments, target, router and gates.</param>
    public static IServiceCollection AddDeployment(this IServiceCollection services, string name, Action<IDeploymentBuilder> compose)
    {
        ArgumentNullException.ThrowIfNull(compose);
        compose(services.AddDeployment(name));
        return services;
    }

    /// <summary>Registers a named orchestrator, a keyed service under its name.</summary>
    /// <param name="services">The services.</param>
    /// <param name="name">Name and service key; empty for the unnamed orchestrator, which is also an unkeyed service.</param>
    /// <returns>A builder for environments, target, router and gates.</returns>
    public static IDeploymentBuilder AddDeployment(this IServiceCollection services, string name)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(name);
        var known = services.FirstOrDefault(one => one.ServiceType == typeof(DeploymentComposition) && Equals(one.ServiceKey, name));
        if (known?.KeyedImplementationInstance is DeploymentComposition present)
        {
            return new DeploymentBuilder(name, services, present);
        }

        var composition = new DeploymentComposition();
        services.AddKeyedSingleton(name, composition);
        services.AddOptions<DeploymentOptions>(name).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<DeploymentOptions>, DeploymentOptionsAttributeValidator>());
        services.AddSingleton<IValidateOptions<DeploymentOptions>>(new DeploymentOptionsValidator(name));
        services.AddKeyedSingleton<IDeploymentOrchestrator>(name, (provider, _) => new DeploymentOrchestrator(
            composition,
            new EnvironmentSet(composition, provider.GetRequiredService<IOptionsMonitor<DeploymentOptions>>(), name, provider),
            provider,
            provider.GetService<TimeProvider>(),
            provider.GetService<ILogger<DeploymentOrchestrator>>(),
            provider.GetService<IMeterFactory>()));
        if (name.Length == 0)
        {
            services.TryAddSingleton(provider => provider.GetRequiredKeyedService<IDeploymentOrchestrator>(string.Empty));
        }

        return new DeploymentBuilder(name, services, composition);
    }
}
