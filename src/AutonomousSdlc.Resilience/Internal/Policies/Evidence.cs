namespace AutonomousSdlc.Resilience.Internal.Policies;

/// <summary>What the result of an attempt tells the admission policy.</summary>
internal enum Evidence
{
    /// <summary>Nothing: the caller cancelled, or the call itself was at fault.</summary>
    None,

    /// <summary>The dependency works.</summary>
    Success,

    /// <summary>The dependency does not work.</summary>
    Failure,
}
