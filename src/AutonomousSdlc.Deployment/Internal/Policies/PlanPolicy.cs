namespace AutonomousSdlc.Deployment.Internal.Policies;

/// <summary>Makes the plan of a blue-green deployment from what serves now.</summary>
internal static class PlanPolicy
{
    public static DeploymentPlan Create(
        DeploymentRequest request,
        DeploymentEnvironment settings,
        IReadOnlyCollection<string> gates,
        string? liveSlot,
        string? liveVersion)
    {
        var slot = liveSlot is null ? Slots.Blue : Slots.Other(liveSlot);
        var replicas = request.Replicas ?? settings.Replicas;
        var steps = new List<DeploymentStep>();
        if (gates.Count > 0)
        {
            steps.Add(new(StepIds.Gates, $"Ask the gates {string.Join(", ", gates)}.", settings.Deadlines.Gates, Inverse: null));
        }

        steps.Add(new(
            StepIds.Start,
            $"Start {replicas} instance(s) of {request.Service} {request.Version} in slot {slot}, which has no traffic.",
            settings.Deadlines.Start,
            $"Stop slot {slot}."));
        steps.Add(new(
            StepIds.Validate,
            $"Ask every instance for {settings.Health.Path} until {settings.Health.HealthyAfter} answers in a row are healthy.",
            settings.Deadlines.Validate,
            Inverse: null));
        steps.Add(new(
            StepIds.Switch,
            liveSlot is null ? $"Send all traffic to slot {slot}." : $"Send all traffic to slot {slot} and none to slot {liveSlot}, in one change.",
            settings.Deadlines.Switch,
            liveSlot is null ? null : $"Send all traffic to slot {liveSlot}, after it was seen serving."));
        if (liveSlot is not null)
        {
            AddLeaving(steps, settings, liveSlot, liveVersion);
        }

        return new DeploymentPlan
        {
            Service = request.Service,
            Version = request.Version,
            Environment = request.Environment,
            Replicas = replicas,
            Slot = slot,
            PreviousSlot = liveSlot,
            PreviousVersion = liveVersion,
            Steps = steps,
        };
    }

    /// <summary>A first deployment has no version to go back to, so nothing would follow from watching it.</summary>
    private static void AddLeaving(List<DeploymentStep> steps, DeploymentEnvironment settings, string liveSlot, string? liveVersion)
    {
        var old = liveVersion is null ? $"slot {liveSlot}" : $"{liveVersion} in slot {liveSlot}";
        if (settings.Strategy.Bake > TimeSpan.Zero)
        {
            steps.Add(new(
                StepIds.Bake,
                $"Watch the new version for {Text.Of(settings.Strategy.Bake)} while {old} stands by; go back above {settings.Strategy.ErrorRatioLimit:0.####%} failures.",
                settings.Strategy.Bake + settings.Deadlines.Validate,
                Inverse: null));
        }

        steps.Add(new(
            StepIds.Drain,
            $"Wait up to {Text.Of(settings.Drain.Deadline)} until {old} has no request in flight.",
            settings.Drain.Deadline + settings.Deadlines.Stop,
            Inverse: null));
        steps.Add(new(
            StepIds.Stop,
            $"Stop {old}, with {Text.Of(settings.Drain.StopGrace)} to end by itself.",
            settings.Drain.StopGrace + settings.Deadlines.Stop,
            Inverse: null));
    }
}
