namespace AutonomousSdlc.Deployment;

/// <summary>Where the instances of one service in one environment run, in the two slots of <see cref="Slots"/>.</summary>
/// <remarks>
/// Every operation says what shall be, not what to do: repeating it after a crash, a time-out or a success is harmless.
/// Failures are <see cref="DeploymentTargetException"/>. Implementations are safe for concurrent use, but the
/// orchestrator calls one operation at a time. Reading state never changes it.
/// </remarks>
public interface IDeploymentTarget
{
    /// <summary>
    /// Makes a slot run a version with the wanted number of instances and returns when all of them are ready. Instances
    /// of another version in the slot are stopped first; instances of the wanted version are kept.
    /// </summary>
    /// <param name="specification">What the slot shall run.</param>
    /// <param name="cancellationToken">Gives up; started instances may stay and are stopped by <see cref="StopSlotAsync"/>.</param>
    /// <returns>The slot with its ready instances and their addresses.</returns>
    /// <exception cref="DeploymentTargetException">An instance ended or cannot become ready.</exception>
    ValueTask<SlotObservation> EnsureSlotAsync(SlotSpecification specification, CancellationToken cancellationToken = default);

    /// <summary>Reads what a slot runs. A slot that runs nothing has no version and no instances.</summary>
    /// <param name="slot">Name of the slot.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    ValueTask<SlotObservation> ObserveSlotAsync(string slot, CancellationToken cancellationToken = default);

    /// <summary>Changes the number of instances of a running slot and returns when all of them are ready.</summary>
    /// <param name="slot">Name of the slot.</param>
    /// <param name="replicas">Wanted instances; at least 1.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <exception cref="DeploymentTargetException">The slot runs nothing, or an instance cannot become ready.</exception>
    ValueTask<SlotObservation> ScaleSlotAsync(string slot, int replicas, CancellationToken cancellationToken = default);

    /// <summary>Stops all instances of a slot: politely first, by force after the grace.</summary>
    /// <param name="slot">Name of the slot; stopping an empty slot does nothing.</param>
    /// <param name="grace">Time for instances to end by themselves.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    ValueTask StopSlotAsync(string slot, TimeSpan grace, CancellationToken cancellationToken = default);
}
