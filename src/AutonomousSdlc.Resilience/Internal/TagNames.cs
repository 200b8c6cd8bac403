using AutonomousSdlc.Resilience.Internal.Policies;

namespace AutonomousSdlc.Resilience.Internal;

/// <summary>Tag values: constant strings, so that recording allocates none.</summary>
internal static class TagNames
{
    public static string Of(CircuitState state) => state switch
    {
        CircuitState.Closed => "closed",
        CircuitState.Open => "open",
        CircuitState.HalfOpen => "half_open",
        _ => "isolated",
    };

    public static string Of(OutcomeKind kind) => kind switch
    {
        OutcomeKind.Success => "success",
        OutcomeKind.Failure => "failure",
        OutcomeKind.Rejected => "rejected",
        _ => "cancelled",
    };

    public static string Of(RetryStop stop) => stop switch
    {
        RetryStop.Permanent => "permanent",
        RetryStop.RetriesUsed => "retries_used",
        RetryStop.BudgetExhausted => "budget_exhausted",
        RetryStop.DeadlineTooClose => "deadline_too_close",
        RetryStop.NotIdempotent => "not_idempotent",
        RetryStop.CircuitOpen => "circuit_open",
        RetryStop.Cancelled => "cancelled",
        _ => "none",
    };

    public static string Of(TransitionCause cause) => cause switch
    {
        TransitionCause.Tripped => "tripped",
        TransitionCause.ProbeFailed => "probe_failed",
        TransitionCause.ProbeHung => "probe_hung",
        TransitionCause.PausePassed => "pause_passed",
        TransitionCause.Recovered => "recovered",
        TransitionCause.Isolated => "isolated",
        TransitionCause.Reset => "reset",
        _ => "none",
    };
}
