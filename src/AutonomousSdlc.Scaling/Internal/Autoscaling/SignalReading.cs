namespace AutonomousSdlc.Scaling.Internal.Autoscaling;

/// <summary>What a reader found.</summary>
/// <param name="Value">The value; <see langword="null"/> when unknown.</param>
/// <param name="Problem">Why it is unknown, as a sentence.</param>
internal readonly record struct SignalReading(double? Value, string? Problem = null);
