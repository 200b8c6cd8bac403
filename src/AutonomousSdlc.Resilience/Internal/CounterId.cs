namespace AutonomousSdlc.Resilience.Internal;

/// <summary>Index of a counter in a cell of <see cref="StripedCounters"/>.</summary>
internal enum CounterId
{
    Started,
    Succeeded,
    Transient,
    Permanent,
    DependencyRejected,
    TimedOut,
    AttemptCancelled,
    Retries,
    CallFailed,
    CallRejected,
    CallCancelled,
    CallFellBack,
    RejectedOpen,
    RejectedProbeLimit,
    RejectedIsolated,
    RejectedDeadline,
}
