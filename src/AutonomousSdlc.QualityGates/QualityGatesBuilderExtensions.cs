using System.Diagnostics.CodeAnalysis;
using AutonomousSdlc.QualityGates.Internal;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace AutonomousSdlc.QualityGates;

/// <summary>Adds gates to an engine. Gates start in the order in which they were added, as far as their needs allow.</summary>
public static class QualityGatesBuilderExtensions
{
    /// <summary>Adds <see cref="RestoreGate"/>, <see cref="BuildGate"/>, <see cref="FormatGate"/> and <see cref="TestGate"/>.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="configure">Changes the options of these gates.</param>
    /// <returns>The builder.</returns>
    public static QualityGatesBuilder AddDotNetDefaults(this QualityGatesBuilder builder, Action<DotNetGateOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        if (configure is not null)
        {
            builder.Services.Configure(builder.Name, configure);
        }

        var name = builder.Name;
        return builder
            .Add(provider => new RestoreGate(Options(provider), name))
            .Add(provider => new BuildGate(Options(provider), name))
            .Add(provider => new FormatGate(Options(provider), name))
            .Add(provider => new TestGate(Options(provider), name));

        static IOptionsMonitor<DotNetGateOptions> Options(IServiceProvider provider) => provider.GetRequiredService<IOptionsMonitor<DotNetGateOptions>>();
    }

    /// <summary>Adds a gate that the container creates, once.</summary>
    /// <typeparam name="TGate">The gate.</typeparam>
    /// <param name="builder">The builder.</param>
    /// <returns>The builder.</returns>
    public static QualityGatesBuilder AddGate<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TGate>(this QualityGatesBuilder builder)
        where TGate : class, IQualityGate
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.TryAddEnumerable(builder.Name.Length == 0
            ? ServiceDescriptor.Singleton<IQualityGate, TGate>()
            : ServiceDescriptor.KeyedSingleton<IQualityGate, TGate>(builder.Name));
        return builder;
    }

    /// <summary>Adds a required gate made of a delegate.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="id">Id of the gate.</param>
    /// <param name="evaluate">Looks at the repository; see <see cref="IQualityGate.EvaluateAsync"/>.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="ArgumentException">Another delegate has the same id.</exception>
    public static QualityGatesBuilder AddGate(this QualityGatesBuilder builder, string id, Func<GateContext, CancellationToken, ValueTask<GateResult>> evaluate) =>
        builder.AddGate(new GateDescriptor(id), evaluate);

    /// <summary>Adds a gate made of a delegate.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="descriptor">What the gate is.</param>
    /// <param name="evaluate">Looks at the repository; see <see cref="IQualityGate.EvaluateAsync"/>.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="ArgumentException">Another delegate has the same id.</exception>
    public static QualityGatesBuilder AddGate(this QualityGatesBuilder builder, GateDescriptor descriptor, Func<GateContext, CancellationToken, ValueTask<GateResult>> evaluate)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(descriptor);
        ArgumentNullException.ThrowIfNull(evaluate);

        object? key = builder.Name.Length == 0 ? null : builder.Name;
        var earlier = builder.Services
            .Where(service => service.ServiceType == typeof(IQualityGate) && Equals(service.ServiceKey, key))
            .Select(service => service.IsKeyedService ? service.KeyedImplementationInstance : service.ImplementationInstance)
            .OfType<DelegateGate>()
            .FirstOrDefault(gate => string.Equals(gate.Descriptor.Id, descriptor.Id, StringComparison.Ordinal));
        if (earlier is null)
        {
            var gate = new DelegateGate(descriptor, evaluate);
            builder.Services.Add(key is null ? ServiceDescriptor.Singleton<IQualityGate>(gate) : ServiceDescriptor.KeyedSingleton<IQualityGate>(key, gate));
        }
        else if (!earlier.IsSame(evaluate))
        {
            throw new ArgumentException($"Gate id '{descriptor.Id}' is already taken by another delegate. Give each gate its own id.", nameof(descriptor));
        }

        return builder;
    }

    private static QualityGatesBuilder Add<TGate>(this QualityGatesBuilder builder, Func<IServiceProvider, TGate> create)
        where TGate : class, IQualityGate
    {
        builder.Services.TryAddEnumerable(builder.Name.Length == 0
            ? ServiceDescriptor.Singleton<IQualityGate, TGate>(create)
            : ServiceDescriptor.KeyedSingleton<IQualityGate, TGate>(builder.Name, (provider, _) => create(provider)));
        return builder;
    }
}
