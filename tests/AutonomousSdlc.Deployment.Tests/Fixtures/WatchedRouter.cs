namespace AutonomousSdlc.Deployment.Tests.Fixtures;

/// <summary>Checks at every change that requests still find somebody who answers, and lets tests interfere.</summary>
internal sealed class WatchedRouter(InMemoryTrafficRouter inner, InMemoryDeploymentTarget target) : ITrafficRouter
{
    public List<TrafficChange> Changes { get; } = [];

    public List<string> Violations { get; } = [];

    /// <summary>Runs before a change; may throw.</summary>
    public Func<TrafficChange, CancellationToken, Task>? BeforeChange { get; set; }

    /// <summary>Runs before a look; may throw.</summary>
    public Action? BeforeLook { get; set; }

    public ValueTask<TrafficState> ObserveAsync(CancellationToken cancellationToken = default)
    {
        BeforeLook?.Invoke();
        return inner.ObserveAsync(cancellationToken);
    }

    public async ValueTask SetWeightsAsync(TrafficChange change, CancellationToken cancellationToken = default)
    {
        if (BeforeChange is { } before)
        {
            await before(change, cancellationToken).ConfigureAwait(false);
        }

        await inner.SetWeightsAsync(change, cancellationToken).ConfigureAwait(false);
        Changes.Add(change);
        await CheckAsync().ConfigureAwait(false);
    }

    public ValueTask<bool> DrainAsync(string slot, TimeSpan deadline, CancellationToken cancellationToken = default) =>
        inner.DrainAsync(slot, deadline, cancellationToken);

    /// <summary>Every slot with traffic must have a ready instance.</summary>
    public async Task CheckAsync()
    {
        var state = await inner.ObserveAsync(CancellationToken.None).ConfigureAwait(false);
        foreach (var (slot, traffic) in state.Slots.Where(slot => slot.Value.Weight > 0))
        {
            var observation = await target.ObserveSlotAsync(slot, CancellationToken.None).ConfigureAwait(false);
            if (!traffic.Endpoints.Intersect(observation.ReadyAddresses).Any())
            {
                Violations.Add($"Slot {slot} had traffic and nobody to answer.");
            }
        }
    }
}
