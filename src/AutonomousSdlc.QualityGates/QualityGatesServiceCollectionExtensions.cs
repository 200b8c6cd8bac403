using AutonomousSdlc.QualityGates;
using AutonomousSdlc.QualityGates.Internal;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers quality gates.</summary>
public static class QualityGatesServiceCollectionExtensions
{
    /// <summary>Adds an engine with the .NET gates.</summary>
    /// <param name="services">The services.</param>
    /// <returns>The services.</returns>
    public static IServiceCollection AddQualityGates(this IServiceCollection services) =>
        services.AddQualityGates(static gates => gates.AddDotNetDefaults());

    /// <summary>Adds an engine with the gates that <paramref name="build"/> chooses.</summary>
    /// <param name="services">The services.</param>
    /// <param name="build">Chooses the gates.</param>
    /// <param name="configure">Changes the options of the engine.</param>
    /// <returns>The services.</returns>
    public static IServiceCollection AddQualityGates(this IServiceCollection services, Action<QualityGatesBuilder> build, Action<QualityGateOptions>? configure = null) =>
        services.AddCore(Options.Options.DefaultName, build, configure);

    /// <summary>Adds an engine that reads its options from configuration: <see cref="QualityGateOptions"/> from the section, <see cref="DotNetGateOptions"/> from its child <c>DotNet</c>.</summary>
    /// <param name="services">The services.</param>
    /// <param name="section">The section.</param>
    /// <param name="build">Chooses the gates; the .NET gates when it is <see langword="null"/>.</param>
    /// <returns>The services.</returns>
    public static IServiceCollection AddQualityGates(this IServiceCollection services, IConfiguration section, Action<QualityGatesBuilder>? build = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(section);
        services.Configure<QualityGateOptions>(section);
        services.Configure<DotNetGateOptions>(section.GetSection("DotNet"));
        return services.AddCore(Options.Options.DefaultName, build ?? (static gates => gates.AddDotNetDefaults()), configure: null);
    }

    /// <summary>Adds a further engine, as keyed service <see cref="IQualityGateEngine"/> with the key <paramref name="name"/>, with gates and options of its own.</summary>
    /// <param name="services">The services.</param>
    /// <param name="name">Name of the engine and its options.</param>
    /// <param name="build">Chooses the gates.</param>
    /// <param name="configure">Changes the options of the engine.</param>
    /// <returns>The services.</returns>
    public static IServiceCollection AddQualityGates(this IServiceCollection services, string name, Action<QualityGatesBuilder> build, Action<QualityGateOptions>? configure = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        return services.AddCore(name, build, configure);
    }

    private static IServiceCollection AddCore(this IServiceCollection services, string name, Action<QualityGatesBuilder> build, Action<QualityGateOptions>? configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(build);

        services.AddOptions<QualityGateOptions>(name).ValidateOnStart();
        services.AddOptions<DotNetGateOptions>(name).ValidateOnStart();
        if (configure is not null)
        {
            services.Configure(name, configure);
        }

        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<QualityGateOptions>, QualityGateOptionsValidator>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<DotNetGateOptions>, DotNetGateOptionsValidator>());
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<QualityGatesMetrics>();
        services.TryAddSingleton<IToolRunner, ToolRunner>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IQualityReportWriter, SarifReportWriter>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IQualityReportWriter, JsonReportWriter>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IQualityReportWriter, MarkdownReportWriter>());

        if (name.Length == 0)
        {
            services.TryAddSingleton<IQualityGateEngine>(provider => QualityGateEngine.Create(provider, name));
        }
        else
        {
            services.TryAddKeyedSingleton<IQualityGateEngine>(name, (provider, _) => QualityGateEngine.Create(provider, name));
        }

        build(new QualityGatesBuilder(services, name));
        return services;
    }
}
