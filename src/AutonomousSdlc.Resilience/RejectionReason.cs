namespace AutonomousSdlc.Resilience;

/// <summary>Why a guard refused a call.</summary>
public enum RejectionReason
{
    /// <summary>The call was not refused.</summary>
    None = 0,

    /// <summary>The circuit is open: the dependency failed and its pause has not passed.</summary>
    CircuitOpen = 1,

    /// <summary>The circuit is half-open and all probes that it allows are under way.</summary>
    ProbeLimit = 2,

    /// <summary>The partition or the whole guard was isolated by hand.</summary>
    Isolated = 3,

    /// <summary>The deadline of the call had passed before its first attempt.</summary>
    DeadlineExceeded = 4,
}
