namespace AutonomousSdlc.Resilience.Internal;

/// <summary>A step that delivers what the partition remembered.</summary>
internal sealed class LastGoodValueStep<T>(string name, int priority, TimeSpan maximumAge) : FallbackStep<T>(name, priority, when: null)
{
    public override bool RemembersValues => true;

    public override ValueTask<(bool Found, T? Value)> RunAsync(FallbackContext context, GuardPartition partition, CancellationToken cancellationToken) =>
        new((partition.LastGoodValues.TryGet(maximumAge, out T? value), value));
}
