namespace AutonomousSdlc.Deployment.Tests.Fixtures;

internal sealed class FailingTarget(IDeploymentTarget inner) : IDeploymentTarget
{
    public bool FailStart { get; set; }

    public bool FailStop { get; set; }

    public async ValueTask<SlotObservation> EnsureSlotAsync(SlotSpecification specification, CancellationToken cancellationToken = default)
    {
        var observation = await inner.EnsureSlotAsync(specification, cancellationToken).ConfigureAwait(false);
        return FailStart
            ? throw new DeploymentTargetException(specification.Slot, "The instance ended with exit code 3.", innerException: null)
            : observation;
    }

    public ValueTask<SlotObservation> ObserveSlotAsync(string slot, CancellationToken cancellationToken = default) =>
        inner.ObserveSlotAsync(slot, cancellationToken);

    public ValueTask<SlotObservation> ScaleSlotAsync(string slot, int replicas, CancellationToken cancellationToken = default) =>
        inner.ScaleSlotAsync(slot, replicas, cancellationToken);

    public ValueTask StopSlotAsync(string slot, TimeSpan grace, CancellationToken cancellationToken = default) =>
        FailStop ? throw new IOException("The machine does not answer.") : inner.StopSlotAsync(slot, grace, cancellationToken);
}
