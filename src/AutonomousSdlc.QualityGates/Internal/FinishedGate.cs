namespace AutonomousSdlc.QualityGates.Internal;

/// <param name="Report">What the gate found.</param>
/// <param name="StillRunning">The gate ignored its cancellation and was given up on.</param>
internal sealed record FinishedGate(GateReport Report, bool StillRunning);
