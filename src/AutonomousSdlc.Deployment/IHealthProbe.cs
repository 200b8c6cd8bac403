namespace AutonomousSdlc.Deployment;

/// <summary>Asks one instance whether it can serve.</summary>
public interface IHealthProbe
{
    /// <summary>Asks once. An instance that does not answer is unhealthy, which is an answer and not an exception.</summary>
    /// <param name="instance">The instance to ask.</param>
    /// <param name="settings">Path and time-out of the question.</param>
    /// <param name="cancellationToken">Stops asking.</param>
    ValueTask<HealthProbeResult> ProbeAsync(
        SlotInstance instance,
        HealthSettings settings,
        CancellationToken cancellationToken = default);
}
