using System.Runtime.CompilerServices;
using AutonomousSdlc.Resilience.Internal;

namespace AutonomousSdlc.Resilience;

/// <content>The shorter asynchronous forms.</content>
public static partial class ResilienceGuardExtensions
{
    /// <summary>Runs an asynchronous operation about which nothing else is known.</summary>
    /// <typeparam name="TState">Type of the state.</typeparam>
    /// <typeparam name="T">Type of the value.</typeparam>
    /// <param name="guard">The guard.</param>
    /// <param name="operation">The operation.</param>
    /// <param name="state">Passed to the operation.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The value of the operation or of a fallback step.</returns>
    [OverloadResolutionPriority(1)]
    public static ValueTask<T> ExecuteAsync<TState, T>(this IResilienceGuard guard, Func<TState, CancellationToken, ValueTask<T>> operation, TState state, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(guard);
        return guard.ExecuteAsync(operation, state, default, cancellationToken);
    }

    /// <summary>Runs an asynchronous operation that returns a task.</summary>
    /// <typeparam name="TState">Type of the state.</typeparam>
    /// <typeparam name="T">Type of the value.</typeparam>
    /// <param name="guard">The guard.</param>
    /// <param name="operation">The operation.</param>
    /// <param name="state">Passed to the operation.</param>
    /// <param name="call">What the guard should know about the call.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The value of the operation or of a fallback step.</returns>
    public static ValueTask<T> ExecuteAsync<TState, T>(this IResilienceGuard guard, Func<TState, CancellationToken, Task<T>> operation, TState state, in GuardCall call = default, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(guard);
        ArgumentNullException.ThrowIfNull(operation);
        return guard.ExecuteAsync(static (pair, token) => new ValueTask<T>(pair.Operation(pair.State, token)), (Operation: operation, State: state), in call, cancellationToken);
    }

    /// <inheritdoc cref="ExecuteAsync{TState, T}(IResilienceGuard, Func{TState, CancellationToken, Task{T}}, TState, in GuardCall, CancellationToken)"/>
    public static ValueTask<T> ExecuteAsync<TState, T>(this IResilienceGuard guard, Func<TState, CancellationToken, Task<T>> operation, TState state, CancellationToken cancellationToken) =>
        guard.ExecuteAsync(operation, state, default, cancellationToken);

    /// <summary>Runs an asynchronous operation that needs no state.</summary>
    /// <typeparam name="T">Type of the value.</typeparam>
    /// <param name="guard">The guard.</param>
    /// <param name="operation">The operation.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The value of the operation or of a fallback step.</returns>
    [OverloadResolutionPriority(1)]
    public static ValueTask<T> ExecuteAsync<T>(this IResilienceGuard guard, Func<CancellationToken, ValueTask<T>> operation, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(guard);
        ArgumentNullException.ThrowIfNull(operation);
        return guard.ExecuteAsync(static (run, token) => run(token), operation, default, cancellationToken);
    }

    /// <inheritdoc cref="ExecuteAsync{T}(IResilienceGuard, Func{CancellationToken, ValueTask{T}}, CancellationToken)"/>
    public static ValueTask<T> ExecuteAsync<T>(this IResilienceGuard guard, Func<CancellationToken, Task<T>> operation, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(guard);
        ArgumentNullException.ThrowIfNull(operation);
        return guard.ExecuteAsync(static (run, token) => new ValueTask<T>(run(token)), operation, default, cancellationToken);
    }

    /// <summary>Runs an asynchronous operation that returns nothing.</summary>
    /// <typeparam name="TState">Type of the state.</typeparam>
    /// <param name="guard">The guard.</param>
    /// <param name="operation">The operation.</param>
    /// <param name="state">Passed to the operation.</param>
    /// <param name="call">What the guard should know about the call.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>A task that ends when the operation has succeeded.</returns>
    [OverloadResolutionPriority(1)]
    public static ValueTask ExecuteAsync<TState>(this IResilienceGuard guard, Func<TState, CancellationToken, ValueTask> operation, TState state, in GuardCall call = default, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(guard);
        ArgumentNullException.ThrowIfNull(operation);
        return Nothing.DropAsync(guard.ExecuteAsync(static (pair, token) => Nothing.AfterAsync(pair.Operation(pair.State, token)), (Operation: operation, State: state), in call, cancellationToken));
    }

    /// <inheritdoc cref="ExecuteAsync{TState}(IResilienceGuard, Func{TState, CancellationToken, ValueTask}, TState, in GuardCall, CancellationToken)"/>
    [OverloadResolutionPriority(1)]
    public static ValueTask ExecuteAsync<TState>(this IResilienceGuard guard, Func<TState, CancellationToken, ValueTask> operation, TState state, CancellationToken cancellationToken) =>
        guard.ExecuteAsync(operation, state, default, cancellationToken);

    /// <inheritdoc cref="ExecuteAsync{TState}(IResilienceGuard, Func{TState, CancellationToken, ValueTask}, TState, in GuardCall, CancellationToken)"/>
    public static ValueTask ExecuteAsync<TState>(this IResilienceGuard guard, Func<TState, CancellationToken, Task> operation, TState state, in GuardCall call = default, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(guard);
        ArgumentNullException.ThrowIfNull(operation);
        return Nothing.DropAsync(guard.ExecuteAsync(static (pair, token) => Nothing.AfterAsync(new ValueTask(pair.Operation(pair.State, token))), (Operation: operation, State: state), in call, cancellationToken));
    }

    /// <inheritdoc cref="ExecuteAsync{TState}(IResilienceGuard, Func{TState, CancellationToken, ValueTask}, TState, in GuardCall, CancellationToken)"/>
    public static ValueTask ExecuteAsync<TState>(this IResilienceGuard guard, Func<TState, CancellationToken, Task> operation, TState state, CancellationToken cancellationToken) =>
        guard.ExecuteAsync(operation, state, default, cancellationToken);

    /// <summary>Runs an asynchronous operation about which nothing else is known and returns how it ended.</summary>
    /// <typeparam name="TState">Type of the state.</typeparam>
    /// <typeparam name="T">Type of the value.</typeparam>
    /// <param name="guard">The guard.</param>
    /// <param name="operation">The operation.</param>
    /// <param name="state">Passed to the operation.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The outcome.</returns>
    [OverloadResolutionPriority(1)]
    public static ValueTask<Outcome<T>> ExecuteOutcomeAsync<TState, T>(this IResilienceGuard guard, Func<TState, CancellationToken, ValueTask<T>> operation, TState state, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(guard);
        return guard.ExecuteOutcomeAsync(operation, state, default, cancellationToken);
    }

    /// <summary>Runs an asynchronous operation that returns a task and returns how it ended.</summary>
    /// <typeparam name="TState">Type of the state.</typeparam>
    /// <typeparam name="T">Type of the value.</typeparam>
    /// <param name="guard">The guard.</param>
    /// <param name="operation">The operation.</param>
    /// <param name="state">Passed to the operation.</param>
    /// <param name="call">What the guard should know about the call.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The outcome.</returns>
    public static ValueTask<Outcome<T>> ExecuteOutcomeAsync<TState, T>(this IResilienceGuard guard, Func<TState, CancellationToken, Task<T>> operation, TState state, in GuardCall call = default, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(guard);
        ArgumentNullException.ThrowIfNull(operation);
        return guard.ExecuteOutcomeAsync(static (pair, token) => new ValueTask<T>(pair.Operation(pair.State, token)), (Operation: operation, State: state), in call, cancellationToken);
    }

    /// <inheritdoc cref="ExecuteOutcomeAsync{TState, T}(IResilienceGuard, Func{TState, CancellationToken, Task{T}}, TState, in GuardCall, CancellationToken)"/>
    public static ValueTask<Outcome<T>> ExecuteOutcomeAsync<TState, T>(this IResilienceGuard guard, Func<TState, CancellationToken, Task<T>> operation, TState state, CancellationToken cancellationToken) =>
        guard.ExecuteOutcomeAsync(operation, state, default, cancellationToken);

    /// <summary>A typed view of the guard.</summary>
    /// <typeparam name="T">Type of the value.</typeparam>
    /// <param name="guard">The guard.</param>
    /// <returns>The view; it shares everything with the guard.</returns>
    public static IResilienceGuard<T> For<T>(this IResilienceGuard guard)
    {
        ArgumentNullException.ThrowIfNull(guard);
        return new TypedGuard<T>(guard);
    }
}
