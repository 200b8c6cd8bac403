namespace AutonomousSdlc.Deployment;

/// <summary>One step of a deployment as it went.</summary>
/// <param name="Id">Identity of the step, see <see cref="DeploymentStep.Id"/>.</param>
/// <param name="IsDone">Whether it was completed.</param>
/// <param name="Duration">How long it took.</param>
/// <param name="Detail">What was found or why it failed.</param>
public sealed record DeploymentStepResult(string Id, bool IsDone, TimeSpan Duration, string? Detail);
