using Microsoft.Extensions.Hosting;

namespace AutonomousSdlc.Deployment.Forwarder.Internal;

/// <summary>Starts the registered forwarders with the application and stops them with it.</summary>
internal sealed class ForwarderHostedService(IEnumerable<ForwarderHandle> handles) : IHostedService
{
    private readonly ForwarderHandle[] _handles = [.. handles];

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var handle in _handles)
        {
            await handle.Forwarder.StartAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) =>
        Task.WhenAll(_handles.Select(handle => handle.Forwarder.StopAsync(cancellationToken)));
}
