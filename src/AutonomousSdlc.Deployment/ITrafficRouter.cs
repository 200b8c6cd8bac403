namespace AutonomousSdlc.Deployment;

/// <summary>
/// The front door of one service in one environment: decides which slot answers a request and counts how it went.
/// </summary>
/// <remarks>
/// <para>
/// Every change carries an epoch (one per lease of the deployment journal, rising for ever) and a generation (one per
/// change, rising within an epoch). A router remembers the newest pair that it accepted and rejects every older one with
/// <see cref="StaleTrafficChangeException"/>, so that an orchestrator that lost its lease cannot move traffic.
/// <see cref="TrafficChange.IsRepeatOf"/> implements the comparison.
/// </para>
/// <para>
/// Implementations are safe for concurrent use. Reading state never changes it.
/// </para>
/// </remarks>
public interface ITrafficRouter
{
    /// <summary>Reads the accepted epoch and generation, and per slot its weight, endpoints and counters.</summary>
    /// <param name="cancellationToken">Stops waiting; nothing is changed either way.</param>
    ValueTask<TrafficState> ObserveAsync(CancellationToken cancellationToken = default);

    /// <summary>
    /// Applies all weights and endpoints of one change as a unit: no request may find every weight at zero on the way, so
    /// weights are raised before others are lowered. Repeating the newest accepted change succeeds and does nothing.
    /// </summary>
    /// <param name="change">What to apply. Slots that it does not name keep their weight and endpoints.</param>
    /// <param name="cancellationToken">Stops waiting; the change may or may not have been applied.</param>
    /// <exception cref="StaleTrafficChangeException">A newer change has been accepted.</exception>
    /// <exception cref="ArgumentException">
    /// A slot would get a positive weight without an endpoint, or no slot would have a positive weight.
    /// </exception>
    ValueTask SetWeightsAsync(TrafficChange change, CancellationToken cancellationToken = default);

    /// <summary>
    /// Waits until a slot of weight zero has no request in flight. It changes no weight and ends no request by itself.
    /// </summary>
    /// <param name="slot">The slot that receives no new requests.</param>
    /// <param name="deadline">Longest wait; zero looks once.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns><see langword="true"/> when the requests in flight reached zero in time.</returns>
    ValueTask<bool> DrainAsync(string slot, TimeSpan deadline, CancellationToken cancellationToken = default);
}
