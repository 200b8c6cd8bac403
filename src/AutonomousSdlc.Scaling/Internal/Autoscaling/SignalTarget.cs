namespace AutonomousSdlc.Scaling.Internal.Autoscaling;

/// <summary>A signal with the value that it shall have.</summary>
/// <param name="Signal">The signal.</param>
/// <param name="PerWorker">Load per worker, or the mean over the workers.</param>
/// <param name="IsAverage">The signal is a mean rather than a total.</param>
internal sealed record SignalTarget(Signal Signal, double PerWorker, bool IsAverage);
