namespace AutonomousSdlc.Resilience;

/// <summary>What one attempt says about the dependency that it called.</summary>
public enum CallResultKind
{
    /// <summary>The dependency answered as it should.</summary>
    Success = 0,

    /// <summary>The attempt failed in a way that may pass: it counts against the circuit and is tried again.</summary>
    Transient = 1,

    /// <summary>The attempt failed and would fail again, through the call itself: no evidence, not tried again.</summary>
    Permanent = 2,

    /// <summary>The dependency refused the call unprocessed (throttling): it counts against the circuit, and even calls that are not idempotent are tried again.</summary>
    Rejection = 3,

    /// <summary>The attempt ran out of time: as <see cref="Transient"/>.</summary>
    Timeout = 4,

    /// <summary>The caller cancelled the attempt: no evidence, not tried again.</summary>
    Cancelled = 5,
}
