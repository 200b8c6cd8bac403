namespace AutonomousSdlc.Resilience.Internal;

internal abstract class FallbackStep<T>(string name, int priority, Func<FallbackContext, bool>? when) : FallbackStep(name, priority, when)
{
    public sealed override Type ValueType => typeof(T);

    /// <returns>Whether the step had a value, and the value.</returns>
    public abstract ValueTask<(bool Found, T? Value)> RunAsync(FallbackContext context, GuardPartition partition, CancellationToken cancellationToken);
}
