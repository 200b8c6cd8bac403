namespace AutonomousSdlc.Deployment.Forwarder;

/// <summary>
/// A reverse proxy for one service in one environment: listens for clients and sends each request to one of the slots,
/// by weight.
/// </summary>
public interface IForwarder : IAsyncDisposable
{
    /// <summary>Name of the forwarder; empty for the unnamed one.</summary>
    string Name { get; }

    /// <summary>Where clients connect, with the actual port.</summary>
    /// <exception cref="InvalidOperationException">The forwarder has not been started.</exception>
    Uri Address { get; }

    /// <summary>
    /// Changes and reads the traffic. The first change starts the forwarder if nobody did before; reading does not.
    /// </summary>
    ITrafficRouter Router { get; }

    /// <summary>Restores the routing table, then listens. Does nothing when the forwarder runs.</summary>
    /// <param name="cancellationToken">Gives up starting.</param>
    /// <exception cref="ForwarderException">The address is taken or the state file cannot be used; the message says what to do.</exception>
    Task StartAsync(CancellationToken cancellationToken = default);

    /// <summary>
    /// Stops listening and waits for requests in flight, at most <see cref="ForwarderOptions.ShutdownTimeout"/>; then cuts
    /// them. A stopped forwarder cannot be started again. Does nothing when the forwarder does not run.
    /// </summary>
    /// <param name="cancellationToken">Cuts the wait short.</param>
    Task StopAsync(CancellationToken cancellationToken = default);
}
