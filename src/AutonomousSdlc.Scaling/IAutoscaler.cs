namespace AutonomousSdlc.Scaling;

/// <summary>
/// Keeps the number of workers of an <see cref="IScaleTarget"/> where its signals need it. Added by <c>AddAutoscaler(name)</c>
/// and resolved as a keyed service under the same name, or created by <see cref="Autoscaler.Create"/>.
/// </summary>
/// <remarks>Safe for concurrent use; evaluations run one at a time.</remarks>
public interface IAutoscaler : IAsyncDisposable
{
    /// <summary>Name that it was added under.</summary>
    string Name { get; }

    /// <summary>What it scales.</summary>
    IScaleTarget Target { get; }

    /// <summary>Result of the latest evaluation, which also says why nothing was scaled; <see langword="null"/> before the first.</summary>
    ScaleDecision? LastDecision { get; }

    /// <summary>
    /// The latest changes, and the first decision of each run of equal holds, oldest first; at most
    /// <see cref="AutoscalerOptions.HistoryLimit"/>.
    /// </summary>
    IReadOnlyList<ScaleDecision> History { get; }

    /// <summary>Starts the loop that evaluates every <see cref="AutoscalerOptions.Interval"/>. Calling it again changes nothing. A host does it by itself.</summary>
    /// <exception cref="ObjectDisposedException">The autoscaler was disposed.</exception>
    void Start();

    /// <summary>Ends the loop and waits for an evaluation under way. The workers stay. <see cref="Start"/> may follow.</summary>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <returns>Completes when the loop has ended.</returns>
    Task StopAsync(CancellationToken cancellationToken = default);

    /// <summary>Evaluates once, now: observes, decides and, if needed, scales. For tests, simulators and manual operation.</summary>
    /// <param name="cancellationToken">Cancels the evaluation.</param>
    /// <returns>The decision. A failing target or signal is part of it and not thrown.</returns>
    /// <exception cref="ObjectDisposedException">The autoscaler was disposed.</exception>
    ValueTask<ScaleDecision> EvaluateAsync(CancellationToken cancellationToken = default);

    /// <summary>Scales something else from the next evaluation on, such as the new slot of a deployment. The stabilisation window begins anew.</summary>
    /// <param name="target">The new target. Neither it nor the old one is disposed here.</param>
    void Retarget(IScaleTarget target);
}
