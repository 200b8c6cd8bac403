using AutonomousSdlc.Deployment.Internal;
using Microsoft.Extensions.DependencyInjection;

namespace AutonomousSdlc.Deployment;

/// <summary>What an orchestrator can be composed of.</summary>
public static class DeploymentBuilderExtensions
{
    /// <summary>
    /// Adds an environment from a YAML file. It is read when the options are, and its faults are reported with all others;
    /// adding the same file again does nothing.
    /// </summary>
    /// <param name="builder">The builder.</param>
    /// <param name="path">The file; a relative path starts from the current directory.</param>
    public static IDeploymentBuilder AddEnvironmentFile(this IDeploymentBuilder builder, string path)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (builder is DeploymentBuilder own && !own.Composition.Files.Add(Path.GetFullPath(path)))
        {
            return builder;
        }

        return builder.Configure(options =>
        {
            var (environment, errors) = DeploymentEnvironmentFile.TryLoad(path);
            if (errors.Count == 0)
            {
                options.Environments.Add(environment);
            }
            else
            {
                options.ConfigurationErrors.AddRange(errors);
            }
        });
    }

    /// <summary>Adds an environment, or changes the one of the same name and service.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="environment">Name of the environment.</param>
    /// <param name="service">Name of the service.</param>
    /// <param name="configure">Changes its settings.</param>
    public static IDeploymentBuilder AddEnvironment(
        this IDeploymentBuilder builder,
        string environment,
        string service,
        Action<DeploymentEnvironment>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.Configure(options =>
        {
            var settings = options.Environments.FirstOrDefault(one => one.Name == environment && one.Service == service);
            if (settings is null)
            {
                settings = new DeploymentEnvironment { Name = environment, Service = service };
                options.Environments.Add(settings);
            }

            configure?.Invoke(settings);
        });
    }

    /// <summary>Adds a gate that needs no context, see <see cref="IDeploymentBuilder.AddGate"/>.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="name">Name that appears in reasons and telemetry.</param>
    /// <param name="gate">Decides.</param>
    public static IDeploymentBuilder AddGate(this IDeploymentBuilder builder, string name, Func<CancellationToken, Task<GateVerdict>> gate)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(gate);
        return builder.AddGate(name, (_, cancellationToken) => gate(cancellationToken));
    }

    /// <summary>Runs instances as processes of this machine, see <see cref="LocalProcessTarget"/>.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="fileName">Program: a path, or a name that is searched in <c>PATH</c>.</param>
    /// <param name="arguments">Arguments, in which <c>{port}</c>, <c>{version}</c>, <c>{slot}</c> and <c>{instance}</c> are replaced.</param>
    public static IDeploymentBuilder UseLocalProcesses(this IDeploymentBuilder builder, string fileName, params IReadOnlyList<string> arguments)
    {
        var command = new LocalProcessCommand { FileName = fileName, Arguments = arguments };
        return builder.UseLocalProcesses(options => options.Command = _ => command);
    }

    /// <summary>
    /// Runs instances as processes of this machine, see <see cref="LocalProcessTarget"/>. Readiness path, times of stop and
    /// drain begin as the environment's own.
    /// </summary>
    /// <param name="builder">The builder.</param>
    /// <param name="configure">Says at least which command runs a version.</param>
    public static IDeploymentBuilder UseLocalProcesses(this IDeploymentBuilder builder, Action<LocalProcessOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configure);
        return builder.UseTarget((services, environment) =>
        {
            var options = new LocalProcessOptions
            {
                ReadinessPath = environment.Health.Path,
                StopGrace = environment.Drain.StopGrace,
                DrainTimeout = environment.Drain.Deadline,
            };
            configure(options);
            return new LocalProcessTarget(options, services.GetService<TimeProvider>());
        });
    }

    /// <summary>
    /// Replaces target, router and health probe by ones that live in memory: a dry run of everything else. The journal is
    /// real: choose a <see cref="DeploymentOptions.StateDirectory"/> that no real deployment uses.
    /// </summary>
    /// <param name="builder">The builder.</param>
    public static IDeploymentBuilder UseInMemory(this IDeploymentBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder
            .UseTarget(static (_, _) => new InMemoryDeploymentTarget())
            .UseTrafficRouter(static (services, _) => new InMemoryTrafficRouter(services.GetService<TimeProvider>()))
            .UseHealthProbe(static _ => new TrustingHealthProbe());
    }
}
