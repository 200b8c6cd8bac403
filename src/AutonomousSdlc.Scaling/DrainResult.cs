namespace AutonomousSdlc.Scaling;

/// <summary>How a drain ended.</summary>
/// <param name="IsIdle"><see langword="true"/> when no call was in flight at the end.</param>
/// <param name="InFlight">Calls in flight at the end.</param>
/// <param name="Duration">Time waited.</param>
public readonly record struct DrainResult(bool IsIdle, int InFlight, TimeSpan Duration);
