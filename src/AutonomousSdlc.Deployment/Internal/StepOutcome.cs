namespace AutonomousSdlc.Deployment.Internal;

/// <summary>What a step found.</summary>
/// <param name="Detail">As a sentence.</param>
/// <param name="Evidence">Numbers of a bake window.</param>
/// <param name="Outcome">Status that the step decided, if it did.</param>
internal sealed record StepOutcome(string Detail, BakeEvidence? Evidence = null, DeploymentStatus? Outcome = null);
