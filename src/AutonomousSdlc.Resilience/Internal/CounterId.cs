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
    CallCancelled,
    CallFellBack,
    RejectedOpen,
    RejectedProbeLimit,
    RejectedIsolated,
    RejectedDeadline,

    /// <summary>Refused calls that did not end as refused, because a fallback step answered or the caller cancelled meanwhile.</summary>
    RejectedThenEnded,
}
