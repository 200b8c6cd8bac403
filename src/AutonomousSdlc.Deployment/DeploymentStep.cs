namespace AutonomousSdlc.Deployment;

/// <summary>One step of a plan.</summary>
/// <param name="Id">Identity within the plan: <c>gates</c>, <c>start</c>, <c>validate</c>, <c>switch</c>, <c>bake</c>, <c>drain</c> or <c>stop</c>.</param>
/// <param name="Description">What is done, as a sentence.</param>
/// <param name="Deadline">Longest time; passing it is a failure of the step.</param>
/// <param name="Inverse">What undoes the step, as a sentence; <see langword="null"/> when there is nothing to undo.</param>
public sealed record DeploymentStep(string Id, string Description, TimeSpan Deadline, string? Inverse);
