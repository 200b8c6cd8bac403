namespace AutonomousSdlc.Scaling.Internal.Policies;

/// <summary>One signal as it was read for an evaluation.</summary>
/// <param name="Name">Name of the signal.</param>
/// <param name="Value">Its value; <see langword="null"/> when unknown.</param>
/// <param name="PerWorker">Its target; positive.</param>
/// <param name="IsAverage">The value is a mean over the ready workers rather than a total.</param>
/// <param name="Problem">Why it is unknown, if the reader knows.</param>
internal readonly record struct SignalObservation(string Name, double? Value, double PerWorker, bool IsAverage, string? Problem = null);
