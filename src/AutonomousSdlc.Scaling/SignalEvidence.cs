namespace AutonomousSdlc.Scaling;

/// <summary>One signal's part in a <see cref="ScaleDecision"/>.</summary>
/// <param name="Name">Name of the signal.</param>
/// <param name="Value">Its value; <see langword="null"/> when unknown.</param>
/// <param name="PerWorker">Its target per worker.</param>
/// <param name="Wanted">Workers that it needs; <see langword="null"/> when unknown.</param>
/// <param name="Note">Why it is unknown, or that it is within the tolerance; otherwise <see langword="null"/>.</param>
public sealed record SignalEvidence(string Name, double? Value, double PerWorker, int? Wanted, string? Note);
