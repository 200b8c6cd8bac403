namespace AutonomousSdlc.Scaling;

/// <summary>Something that runs a number of workers and can be asked for another number.</summary>
/// <remarks>
/// Declarative: <see cref="SetDesiredAsync"/> states what is wanted and returns; workers come and go in the target's own
/// time, and <see cref="ObserveAsync"/> tells how far it is. Observing never changes anything. One autoscaler calls its
/// target from one loop, one call at a time.
/// </remarks>
public interface IScaleTarget
{
    /// <summary>Tells what runs now.</summary>
    /// <param name="cancellationToken">Cancelled when the autoscaler stops or the call takes too long.</param>
    /// <returns>The state; <see cref="ScaleTargetState.Desired"/> is what the next decision starts from.</returns>
    ValueTask<ScaleTargetState> ObserveAsync(CancellationToken cancellationToken = default);

    /// <summary>Asks for a number of workers. Asking for the current number again changes nothing.</summary>
    /// <param name="desired">Workers wanted; not negative.</param>
    /// <param name="reason">Why, as a sentence, for the target's own records.</param>
    /// <param name="cancellationToken">Cancelled when the autoscaler stops or the call takes too long.</param>
    /// <returns>Completes when the wish is recorded, not when it is fulfilled.</returns>
    ValueTask SetDesiredAsync(int desired, string reason, CancellationToken cancellationToken = default);
}
