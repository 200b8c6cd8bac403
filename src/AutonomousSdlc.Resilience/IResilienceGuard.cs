namespace AutonomousSdlc.Resilience;

/// <summary>
/// Guards calls to a dependency: admits or refuses them, limits their time, classifies their results, tries them again
/// within a budget and falls back in order.
/// </summary>
/// <remarks>
/// The operation receives its state as an argument, so that a static lambda needs no closure. <see cref="ResilienceGuardExtensions"/>
/// adds the shorter forms. Time limits are cooperative: the operation has to honour its cancellation token. All members
/// are safe for concurrent use.
/// </remarks>
public interface IResilienceGuard
{
    /// <summary>Name of the guard, as it was registered.</summary>
    string Name { get; }

    /// <summary>Runs an operation and returns its value.</summary>
    /// <typeparam name="TState">Type of the state.</typeparam>
    /// <typeparam name="T">Type of the value.</typeparam>
    /// <param name="operation">The operation. It may run several times, one after the other.</param>
    /// <param name="state">Passed to the operation.</param>
    /// <param name="call">What the guard should know about the call.</param>
    /// <param name="cancellationToken">Ends the call; never counts against the dependency.</param>
    /// <returns>The value of the operation or of a fallback step.</returns>
    /// <exception cref="CircuitOpenException">The circuit admitted no call.</exception>
    /// <exception cref="AttemptTimeoutException">The last attempt took too long.</exception>
    /// <exception cref="DeadlineExceededException">The deadline passed.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    /// <remarks>Blocks the thread between attempts. Whatever the operation's last attempt threw is passed on.</remarks>
    T Execute<TState, T>(Func<TState, CancellationToken, T> operation, TState state, in GuardCall call, CancellationToken cancellationToken = default);

    /// <summary>Runs an operation and returns how it ended; throws nothing but what breaks the contract of this method.</summary>
    /// <typeparam name="TState">Type of the state.</typeparam>
    /// <typeparam name="T">Type of the value.</typeparam>
    /// <param name="operation">The operation. It may run several times, one after the other.</param>
    /// <param name="state">Passed to the operation.</param>
    /// <param name="call">What the guard should know about the call.</param>
    /// <param name="cancellationToken">Ends the call; never counts against the dependency.</param>
    /// <returns>The outcome.</returns>
    Outcome<T> ExecuteOutcome<TState, T>(Func<TState, CancellationToken, T> operation, TState state, in GuardCall call, CancellationToken cancellationToken = default);

    /// <summary>Runs an asynchronous operation and returns its value.</summary>
    /// <typeparam name="TState">Type of the state.</typeparam>
    /// <typeparam name="T">Type of the value.</typeparam>
    /// <param name="operation">The operation. It may run several times, one after the other.</param>
    /// <param name="state">Passed to the operation.</param>
    /// <param name="call">What the guard should know about the call.</param>
    /// <param name="cancellationToken">Ends the call; never counts against the dependency.</param>
    /// <returns>The value of the operation or of a fallback step.</returns>
    /// <exception cref="CircuitOpenException">The circuit admitted no call.</exception>
    /// <exception cref="AttemptTimeoutException">The last attempt took too long.</exception>
    /// <exception cref="DeadlineExceededException">The deadline passed.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    ValueTask<T> ExecuteAsync<TState, T>(Func<TState, CancellationToken, ValueTask<T>> operation, TState state, in GuardCall call, CancellationToken cancellationToken = default);

    /// <summary>Runs an asynchronous operation and returns how it ended; neither a refusal nor a failure nor a cancellation throws.</summary>
    /// <typeparam name="TState">Type of the state.</typeparam>
    /// <typeparam name="T">Type of the value.</typeparam>
    /// <param name="operation">The operation. It may run several times, one after the other.</param>
    /// <param name="state">Passed to the operation.</param>
    /// <param name="call">What the guard should know about the call.</param>
    /// <param name="cancellationToken">Ends the call; never counts against the dependency.</param>
    /// <returns>The outcome.</returns>
    ValueTask<Outcome<T>> ExecuteOutcomeAsync<TState, T>(Func<TState, CancellationToken, ValueTask<T>> operation, TState state, in GuardCall call, CancellationToken cancellationToken = default);

    /// <summary>Says what the guard does with a partition and why. Reading changes nothing.</summary>
    /// <param name="partition">Key of the partition; <see langword="null"/> for the guard's default partition.</param>
    /// <returns>State, evidence and the reason as a sentence. A partition without calls is closed.</returns>
    GuardExplanation Explain(string? partition = null);

    /// <summary>Keys of the partitions that exist now, the default partition left out.</summary>
    /// <returns>A snapshot in no particular order.</returns>
    IReadOnlyCollection<string> GetPartitions();

    /// <summary>Stops admitting calls until <see cref="Reset"/>. Calls under way go on.</summary>
    /// <param name="partition">Key of the partition; <see langword="null"/> isolates the whole guard, partitions yet to come included.</param>
    /// <param name="reason">Why, for logs, explanations and exceptions.</param>
    void Isolate(string? partition = null, string? reason = null);

    /// <summary>Closes the circuit at once and forgets its evidence; ends an isolation.</summary>
    /// <param name="partition">Key of the partition; <see langword="null"/> resets the whole guard, every partition included.</param>
    void Reset(string? partition = null);
}
