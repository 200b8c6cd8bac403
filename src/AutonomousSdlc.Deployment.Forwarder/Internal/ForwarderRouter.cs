namespace AutonomousSdlc.Deployment.Forwarder.Internal;

/// <summary>The traffic router of a forwarder in the same process.</summary>
internal sealed class ForwarderRouter(KestrelForwarder forwarder) : ITrafficRouter
{
    public async ValueTask<TrafficState> ObserveAsync(CancellationToken cancellationToken = default)
    {
        var director = await forwarder.GetDirectorAsync(cancellationToken).ConfigureAwait(false);
        return director.Table.Observe();
    }

    public async ValueTask SetWeightsAsync(TrafficChange change, CancellationToken cancellationToken = default)
    {
        await forwarder.StartAsync(cancellationToken).ConfigureAwait(false);
        var director = await forwarder.GetDirectorAsync(cancellationToken).ConfigureAwait(false);
        await director.ApplyAsync(change, cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask<bool> DrainAsync(string slot, TimeSpan deadline, CancellationToken cancellationToken = default)
    {
        TrafficChangeRules.EnsureSlotName(slot);
        ArgumentOutOfRangeException.ThrowIfLessThan(deadline, TimeSpan.Zero);
        var director = await forwarder.GetDirectorAsync(cancellationToken).ConfigureAwait(false);
        return await director.DrainAsync(slot, deadline, cancellationToken).ConfigureAwait(false);
    }
}
