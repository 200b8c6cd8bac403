namespace AutonomousSdlc.Deployment.Internal;

/// <summary>What the instances of a slot answered at one look.</summary>
/// <param name="Observation">What the target says.</param>
/// <param name="Healthy">Addresses of instances that are ready and answered as healthy.</param>
/// <param name="Problem">What the first other instance answered; <see langword="null"/> when all are healthy.</param>
internal sealed record SlotHealth(SlotObservation Observation, IReadOnlyList<Uri> Healthy, string? Problem)
{
    /// <summary>Whether the slot can take traffic at all.</summary>
    public bool Serves => Healthy.Count > 0;

    /// <summary>Whether as many instances as wanted are healthy.</summary>
    public bool IsComplete => Problem is null;

    /// <summary>Asks the target for the instances and every ready instance for its health.</summary>
    public static async Task<SlotHealth> LookAsync(
        EnvironmentRuntime runtime,
        string slot,
        HealthSettings settings,
        CancellationToken cancellationToken)
    {
        var observation = await runtime.Target.ObserveSlotAsync(slot, cancellationToken).ConfigureAwait(false);
        var ready = observation.Instances.Where(instance => instance.State == SlotInstanceState.Ready).ToList();
        var answers = await Task.WhenAll(ready.Select(instance => runtime.Probe.ProbeAsync(instance, settings, cancellationToken).AsTask()))
            .ConfigureAwait(false);
        string? problem = null;
        var healthy = new List<Uri>();
        foreach (var (instance, answer) in ready.Zip(answers))
        {
            if (answer.IsHealthy)
            {
                healthy.Add(instance.Address);
            }
            else
            {
                problem ??= $"instance {instance.Id}: {answer.Reason}";
            }
        }

        if (problem is null && (healthy.Count == 0 || healthy.Count < observation.DesiredReplicas))
        {
            problem = $"slot {slot} has {healthy.Count} of {observation.DesiredReplicas} instance(s) ready";
        }

        return new SlotHealth(observation, healthy, problem);
    }
}
