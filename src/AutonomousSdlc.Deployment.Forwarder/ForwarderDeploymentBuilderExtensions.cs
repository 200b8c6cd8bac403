using AutonomousSdlc.Deployment;
using AutonomousSdlc.Deployment.Forwarder;
using AutonomousSdlc.Deployment.Forwarder.Internal;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Lets an orchestrator move traffic with forwarders.</summary>
public static class ForwarderDeploymentBuilderExtensions
{
    /// <summary>
    /// Moves traffic with a forwarder in this process, registered under the orchestrator's name. It serves one environment;
    /// for more use <see cref="UseForwarders"/>.
    /// </summary>
    /// <remarks>The forwarder ends with this process. To keep serving while the orchestrator is away, run it apart and use <see cref="UseForwarderProcess(IDeploymentBuilder, string)"/>.</remarks>
    /// <param name="builder">The orchestrator.</param>
    /// <param name="configure">Changes the forwarder's options. Default: none.</param>
    public static IDeploymentBuilder UseForwarder(this IDeploymentBuilder builder, Action<ForwarderOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddForwarder(builder.Name, configure);
        return builder.UseForwarders(_ => builder.Name);
    }

    /// <summary>Moves traffic with forwarders in this process, one per environment.</summary>
    /// <param name="builder">The orchestrator.</param>
    /// <param name="forwarderName">Name of an environment's forwarder, as registered with <c>AddForwarder(name)</c>.</param>
    public static IDeploymentBuilder UseForwarders(this IDeploymentBuilder builder, Func<DeploymentEnvironment, string> forwarderName)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(forwarderName);
        return builder.UseTrafficRouter((provider, environment) =>
        {
            var name = forwarderName(environment);
            provider.GetRequiredKeyedService<EnvironmentClaim>(name).Take(environment);
            return provider.GetRequiredKeyedService<IForwarder>(name).Router;
        });
    }

    /// <summary>Moves traffic with a forwarder that runs as a process of its own, see <see cref="ForwarderHost"/>.</summary>
    /// <param name="builder">The orchestrator.</param>
    /// <param name="controlSocket">The forwarder's <see cref="ForwarderOptions.ControlSocket"/>.</param>
    public static IDeploymentBuilder UseForwarderProcess(this IDeploymentBuilder builder, string controlSocket)
    {
        ArgumentException.ThrowIfNullOrEmpty(controlSocket);
        return builder.UseForwarderProcess(_ => controlSocket);
    }

    /// <summary>Moves traffic with forwarders that run as processes of their own, one per environment.</summary>
    /// <param name="builder">The orchestrator.</param>
    /// <param name="controlSocket">The control socket of an environment's forwarder.</param>
    public static IDeploymentBuilder UseForwarderProcess(this IDeploymentBuilder builder, Func<DeploymentEnvironment, string> controlSocket)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(controlSocket);
        return builder.UseTrafficRouter((provider, environment) =>
            new ForwarderControlClient(controlSocket(environment), timeout: null, provider.GetService<TimeProvider>()));
    }
}
