namespace AutonomousSdlc.Deployment.Internal.Policies;

/// <summary>What to do about a deployment that a crash left.</summary>
internal enum RecoveryAction
{
    /// <summary>The new version has no traffic: stop it.</summary>
    CleanUp,

    /// <summary>Watch the new version again for a whole window, from the router's own counters.</summary>
    ResumeBake,

    /// <summary>It was decided that the new version stays: complete the rest.</summary>
    FinishForward,

    /// <summary>Send the traffic back and stop the new version.</summary>
    RollBack,

    /// <summary>No safe way: leave the traffic and tell a person.</summary>
    Hold,
}
