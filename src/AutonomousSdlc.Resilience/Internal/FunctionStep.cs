namespace AutonomousSdlc.Resilience.Internal;

/// <summary>A step that the user wrote.</summary>
internal sealed class FunctionStep<T>(string name, int priority, Func<FallbackContext, bool>? when, Func<FallbackContext, CancellationToken, ValueTask<T>> step)
    : FallbackStep<T>(name, priority, when)
{
    public override async ValueTask<(bool Found, T? Value)> RunAsync(FallbackContext context, GuardPartition partition, CancellationToken cancellationToken) =>
        (true, await step(context, cancellationToken).ConfigureAwait(false));
}
