namespace AutonomousSdlc.Resilience;

/// <summary>A guard for calls of one value type: a typed view of an <see cref="IResilienceGuard"/>, with which it shares its circuits, budgets and settings.</summary>
/// <typeparam name="T">Type of the value.</typeparam>
public interface IResilienceGuard<T>
{
    /// <summary>The guard behind this view: name, explanations, isolation.</summary>
    IResilienceGuard Guard { get; }

    /// <inheritdoc cref="IResilienceGuard.Execute{TState, T}"/>
    T Execute<TState>(Func<TState, CancellationToken, T> operation, TState state, in GuardCall call = default, CancellationToken cancellationToken = default);

    /// <inheritdoc cref="IResilienceGuard.ExecuteOutcome{TState, T}"/>
    Outcome<T> ExecuteOutcome<TState>(Func<TState, CancellationToken, T> operation, TState state, in GuardCall call = default, CancellationToken cancellationToken = default);

    /// <inheritdoc cref="IResilienceGuard.ExecuteAsync{TState, T}"/>
    ValueTask<T> ExecuteAsync<TState>(Func<TState, CancellationToken, ValueTask<T>> operation, TState state, in GuardCall call = default, CancellationToken cancellationToken = default);

    /// <inheritdoc cref="IResilienceGuard.ExecuteOutcomeAsync{TState, T}"/>
    ValueTask<Outcome<T>> ExecuteOutcomeAsync<TState>(Func<TState, CancellationToken, ValueTask<T>> operation, TState state, in GuardCall call = default, CancellationToken cancellationToken = default);
}
