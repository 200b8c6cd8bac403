namespace AutonomousSdlc.Resilience.Internal;

/// <summary>The typed view of a guard.</summary>
internal sealed class TypedGuard<T>(IResilienceGuard guard) : IResilienceGuard<T>
{
    public IResilienceGuard Guard => guard;

    public T Execute<TState>(Func<TState, CancellationToken, T> operation, TState state, in GuardCall call = default, CancellationToken cancellationToken = default) =>
        guard.Execute(operation, state, in call, cancellationToken);

    public Outcome<T> ExecuteOutcome<TState>(Func<TState, CancellationToken, T> operation, TState state, in GuardCall call = default, CancellationToken cancellationToken = default) =>
        guard.ExecuteOutcome(operation, state, in call, cancellationToken);

    public ValueTask<T> ExecuteAsync<TState>(Func<TState, CancellationToken, ValueTask<T>> operation, TState state, in GuardCall call = default, CancellationToken cancellationToken = default) =>
        guard.ExecuteAsync(operation, state, in call, cancellationToken);

    public ValueTask<Outcome<T>> ExecuteOutcomeAsync<TState>(Func<TState, CancellationToken, ValueTask<T>> operation, TState state, in GuardCall call = default, CancellationToken cancellationToken = default) =>
        guard.ExecuteOutcomeAsync(operation, state, in call, cancellationToken);
}
