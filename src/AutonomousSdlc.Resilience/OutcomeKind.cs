namespace AutonomousSdlc.Resilience;

/// <summary>How a guarded call ended.</summary>
public enum OutcomeKind
{
    /// <summary>The operation or a fallback step delivered a value.</summary>
    Success = 0,

    /// <summary>At least one attempt was made and the last one failed.</summary>
    Failure = 1,

    /// <summary>The guard refused the call before its first attempt.</summary>
    Rejected = 2,

    /// <summary>The caller's cancellation token ended the call.</summary>
    Cancelled = 3,
}
