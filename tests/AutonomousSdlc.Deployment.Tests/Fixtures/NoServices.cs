namespace AutonomousSdlc.Deployment.Tests.Fixtures;

internal sealed class NoServices : IServiceProvider
{
    public static NoServices Instance { get; } = new();

    public object? GetService(Type serviceType) => null;
}
