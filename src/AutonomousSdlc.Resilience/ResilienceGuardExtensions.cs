using AutonomousSdlc.Resilience.Internal;

namespace AutonomousSdlc.Resilience;

/// <summary>The shorter synchronous forms of the calls of <see cref="IResilienceGuard"/>.</summary>
public static partial class ResilienceGuardExtensions
{
    /// <summary>Runs an operation about which nothing else is known.</summary>
    /// <typeparam name="TState">Type of the state.</typeparam>
    /// <typeparam name="T">Type of the value.</typeparam>
    /// <param name="guard">The guard.</param>
    /// <param name="operation">The operation.</param>
    /// <param name="state">Passed to the operation.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The value of the operation or of a fallback step.</returns>
    public static T Execute<TState, T>(this IResilienceGuard guard, Func<TState, CancellationToken, T> operation, TState state, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(guard);
        return guard.Execute(operation, state, default, cancellationToken);
    }

    /// <summary>Runs an operation that needs no state.</summary>
    /// <typeparam name="T">Type of the value.</typeparam>
    /// <param name="guard">The guard.</param>
    /// <param name="operation">The operation.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The value of the operation or of a fallback step.</returns>
    public static T Execute<T>(this IResilienceGuard guard, Func<CancellationToken, T> operation, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(guard);
        ArgumentNullException.ThrowIfNull(operation);
        return guard.Execute(static (run, token) => run(token), operation, default, cancellationToken);
    }

    /// <summary>Runs an operation that returns nothing.</summary>
    /// <typeparam name="TState">Type of the state.</typeparam>
    /// <param name="guard">The guard.</param>
    /// <param name="operation">The operation.</param>
    /// <param name="state">Passed to the operation.</param>
    /// <param name="call">What the guard should know about the call.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public static void Execute<TState>(this IResilienceGuard guard, Action<TState, CancellationToken> operation, TState state, in GuardCall call = default, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(guard);
        ArgumentNullException.ThrowIfNull(operation);
        guard.Execute(
            static (pair, token) =>
            {
                pair.Operation(pair.State, token);
                return default(Nothing);
            },
            (Operation: operation, State: state),
            in call,
            cancellationToken);
    }

    /// <summary>Runs an operation about which nothing else is known and returns how it ended.</summary>
    /// <typeparam name="TState">Type of the state.</typeparam>
    /// <typeparam name="T">Type of the value.</typeparam>
    /// <param name="guard">The guard.</param>
    /// <param name="operation">The operation.</param>
    /// <param name="state">Passed to the operation.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The outcome.</returns>
    public static Outcome<T> ExecuteOutcome<TState, T>(this IResilienceGuard guard, Func<TState, CancellationToken, T> operation, TState state, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(guard);
        return guard.ExecuteOutcome(operation, state, default, cancellationToken);
    }
}
