namespace AutonomousSdlc.Deployment;

/// <summary>Life of an instance.</summary>
public enum SlotInstanceState
{
    /// <summary>Started, not ready for requests.</summary>
    Starting,

    /// <summary>Ready for requests.</summary>
    Ready,

    /// <summary>Asked to end; completes what it has.</summary>
    Draining,

    /// <summary>Ended or unusable.</summary>
    Failed,
}
