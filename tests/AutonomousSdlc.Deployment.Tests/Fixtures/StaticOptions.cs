using Microsoft.Extensions.Options;

namespace AutonomousSdlc.Deployment.Tests.Fixtures;

internal sealed class StaticOptions(DeploymentOptions value) : IOptionsMonitor<DeploymentOptions>
{
    public DeploymentOptions CurrentValue => value;

    public DeploymentOptions Get(string? name) => value;

    public IDisposable? OnChange(Action<DeploymentOptions, string?> listener) => null;
}
