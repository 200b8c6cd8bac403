namespace AutonomousSdlc.Deployment;

/// <summary>Something that happened in a deployment.</summary>
/// <param name="DeploymentId">Identity of the deployment.</param>
/// <param name="Sequence">Position in the deployment, from 1, rising.</param>
/// <param name="At">When (wall clock).</param>
/// <param name="Kind">What sort of event.</param>
/// <param name="Step">Identity of the step, if it belongs to one.</param>
/// <param name="Message">What happened, as a sentence.</param>
public sealed record DeploymentEvent(
    string DeploymentId,
    long Sequence,
    DateTimeOffset At,
    DeploymentEventKind Kind,
    string? Step,
    string Message);
