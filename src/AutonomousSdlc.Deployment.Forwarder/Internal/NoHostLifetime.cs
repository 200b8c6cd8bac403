using Microsoft.Extensions.Hosting;

namespace AutonomousSdlc.Deployment.Forwarder.Internal;

/// <summary>Leaves signals to whoever owns the process; the usual console lifetime would stop us on its own.</summary>
internal sealed class NoHostLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
