namespace AutonomousSdlc.Deployment;

/// <summary>Answer of a health probe.</summary>
/// <param name="IsHealthy">Whether the instance can serve.</param>
/// <param name="Reason">What the instance answered, or why there was no answer.</param>
public readonly record struct HealthProbeResult(bool IsHealthy, string Reason);
