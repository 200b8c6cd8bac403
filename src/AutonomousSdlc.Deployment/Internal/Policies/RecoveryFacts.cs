namespace AutonomousSdlc.Deployment.Internal.Policies;

/// <summary>What the journal says that was intended and decided. It says nothing certain about the world.</summary>
internal sealed record RecoveryFacts
{
    public required bool HasPreviousSlot { get; init; }

    /// <summary>The plan has a bake window.</summary>
    public required bool HasBake { get; init; }

    /// <summary>The change of traffic was about to be made, or was made.</summary>
    public required bool SwitchIntended { get; init; }

    /// <summary>The new version was accepted.</summary>
    public required bool IsPromoted { get; init; }

    /// <summary>The way back was begun.</summary>
    public required bool RollBackBegun { get; init; }

    /// <summary>Highest epoch that the deployment wrote.</summary>
    public required long LastEpoch { get; init; }
}
