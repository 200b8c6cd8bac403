namespace AutonomousSdlc.Scaling.Internal.Policies;

/// <summary>Everything that one decision is made on.</summary>
/// <param name="Autoscaler">Name, for the record.</param>
/// <param name="At">Wall-clock time, for the record.</param>
/// <param name="Now">Monotonic time; what windows and rates are measured with.</param>
/// <param name="Target">State of the target.</param>
/// <param name="Signals">The signals as read.</param>
internal readonly record struct ScaleObservation(
    string Autoscaler,
    DateTimeOffset At,
    TimeSpan Now,
    ScaleTargetState Target,
    IReadOnlyList<SignalObservation> Signals);
