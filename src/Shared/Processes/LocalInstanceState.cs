namespace AutonomousSdlc.Shared.Processes;

internal enum LocalInstanceState
{
    /// <summary>Started, not yet ready.</summary>
    Starting,

    /// <summary>Serving.</summary>
    Ready,

    /// <summary>Finishes its work and gets no new one.</summary>
    Draining,

    /// <summary>Ended on request.</summary>
    Stopped,

    /// <summary>Never became ready, or ended unasked.</summary>
    Failed,
}
