namespace AutonomousSdlc.Resilience;

/// <summary>Why a failed call was not tried again.</summary>
public enum RetryStop
{
    /// <summary>Nothing was left to try again: the call succeeded or never started.</summary>
    None = 0,

    /// <summary>The failure would repeat: it was classified as permanent.</summary>
    Permanent = 1,

    /// <summary>All allowed retries were used.</summary>
    RetriesUsed = 2,

    /// <summary>The retry budget of the partition is empty.</summary>
    BudgetExhausted = 3,

    /// <summary>The next attempt could only start after the deadline.</summary>
    DeadlineTooClose = 4,

    /// <summary>The call may have had an effect and is not safe to repeat.</summary>
    NotIdempotent = 5,

    /// <summary>The circuit stopped admitting calls between two attempts.</summary>
    CircuitOpen = 6,

    /// <summary>The caller cancelled the call.</summary>
    Cancelled = 7,
}
