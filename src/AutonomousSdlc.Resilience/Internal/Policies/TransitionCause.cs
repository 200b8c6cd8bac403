namespace AutonomousSdlc.Resilience.Internal.Policies;

/// <summary>Why a circuit changed its state.</summary>
internal enum TransitionCause
{
    None,

    /// <summary>The trip test had enough evidence.</summary>
    Tripped,

    /// <summary>Probes failed.</summary>
    ProbeFailed,

    /// <summary>Probes did not end within their lease.</summary>
    ProbeHung,

    /// <summary>The pause has passed.</summary>
    PausePassed,

    /// <summary>The dependency answered as many calls as were asked of it.</summary>
    Recovered,

    /// <summary>By hand.</summary>
    Isolated,

    /// <summary>By hand.</summary>
    Reset,
}
