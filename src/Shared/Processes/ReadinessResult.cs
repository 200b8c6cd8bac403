namespace AutonomousSdlc.Shared.Processes;

/// <summary>Outcome of waiting for readiness.</summary>
/// <param name="IsReady">The probe succeeded.</param>
/// <param name="Elapsed">Time waited.</param>
/// <param name="Problem">Why it is not ready, as a sentence; <see langword="null"/> when it is.</param>
internal sealed record ReadinessResult(bool IsReady, TimeSpan Elapsed, string? Problem);
