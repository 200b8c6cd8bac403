namespace AutonomousSdlc.Testing;

/// <summary>A stretch of load with a constant mean rate.</summary>
/// <param name="Duration">Length of the phase.</param>
/// <param name="RequestsPerSecond">Mean rate, zero or more.</param>
public sealed record LoadPhase(TimeSpan Duration, double RequestsPerSecond);
