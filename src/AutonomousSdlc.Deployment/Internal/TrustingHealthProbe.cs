namespace AutonomousSdlc.Deployment.Internal;

/// <summary>Believes what the target says about readiness; for instances that exist only in memory.</summary>
internal sealed class TrustingHealthProbe : IHealthProbe
{
    public ValueTask<HealthProbeResult> ProbeAsync(
        SlotInstance instance,
        HealthSettings settings,
        CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(new HealthProbeResult(instance.State == SlotInstanceState.Ready, $"the target says {instance.State}"));
}
