namespace AutonomousSdlc.Deployment.Internal.Policies;

/// <summary>The decision table of recovery: what was intended, against what is.</summary>
internal static class RecoveryPolicy
{
    public static (RecoveryAction Action, string Reason) Decide(RecoveryFacts facts, RecoveryWorld world)
    {
        if (world.RouterEpoch > facts.LastEpoch)
        {
            return (
                RecoveryAction.Hold,
                $"The router accepted epoch {world.RouterEpoch}, newer than this deployment's {facts.LastEpoch}: another orchestrator moved the traffic since.");
        }

        if (facts.RollBackBegun)
        {
            return world.NewWeight == 0 && (world.OldWeight > 0 || !facts.SwitchIntended)
                ? (RecoveryAction.CleanUp, "The way back was begun and the new version has no traffic.")
                : GoBack(facts, world, "The way back was begun.");
        }

        if (facts.IsPromoted)
        {
            return world switch
            {
                { NewServes: true } => (RecoveryAction.FinishForward, "The new version was accepted and serves."),
                _ => GoBack(facts, world, "The new version was accepted but does not serve."),
            };
        }

        if (!facts.SwitchIntended && world.NewWeight == 0)
        {
            return (RecoveryAction.CleanUp, "The new version never had traffic.");
        }

        if (world.NewWeight == 0)
        {
            return world.OldWeight > 0
                ? (RecoveryAction.CleanUp, "The change of traffic was not made, or was lost with the router's state.")
                : GoBack(facts, world, "The router has no traffic for either version.");
        }

        if (!world.NewServes)
        {
            return GoBack(facts, world, "The new version has the traffic but does not serve.");
        }

        return facts.HasBake
            ? (RecoveryAction.ResumeBake, "The new version has the traffic and was not accepted yet.")
            : (RecoveryAction.FinishForward, "The new version has the traffic and the plan has no window to watch it.");
    }

    private static (RecoveryAction Action, string Reason) GoBack(RecoveryFacts facts, RecoveryWorld world, string why) => facts switch
    {
        { HasPreviousSlot: true } when world.OldServes => (RecoveryAction.RollBack, $"{why} The old version serves."),
        { HasPreviousSlot: false } when world.NewWeight == 0 => (RecoveryAction.CleanUp, $"{why} There was no version before."),
        { HasPreviousSlot: false } => (RecoveryAction.Hold, $"{why} There is no version to go back to."),
        _ => (RecoveryAction.Hold, $"{why} The old version does not serve either, so going back would not help."),
    };
}
