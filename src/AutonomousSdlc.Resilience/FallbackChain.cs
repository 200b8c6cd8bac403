using System.Runtime.CompilerServices;
using AutonomousSdlc.Resilience.Internal;

namespace AutonomousSdlc.Resilience;

/// <summary>
/// Steps that answer, one after the other, when a call was refused or failed for good. Each step serves calls of exactly
/// its value type. The first that delivers ends the chain; if none does, the call ends as it would have without a chain.
/// </summary>
/// <remarks>
/// A call that its caller cancelled does not fall back. Steps do not count as calls of the partition and are not tried
/// again. A step of the same name and type replaces the earlier one.
/// </remarks>
public sealed class FallbackChain
{
    private readonly List<FallbackStep> _steps = [];

    /// <summary>Time within which one step has to end; cooperative, through its cancellation token.</summary>
    /// <value>Default 5 s; bounds 1 ms to 24 h; <see langword="null"/>: no limit. Live.</value>
    [Shared.TimeSpanRange("00:00:00.0010000", "1.00:00:00")]
    public TimeSpan? StepTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Adds an asynchronous step. A synchronous call blocks on it.</summary>
    /// <typeparam name="T">Type of the value.</typeparam>
    /// <param name="name">Name for logs, metrics and <see cref="Outcome{T}.FallbackStep"/>.</param>
    /// <param name="step">Delivers the value or throws; then the next step runs.</param>
    /// <param name="priority">Steps run in ascending priority, equal ones in the order of their registration.</param>
    /// <param name="when">Whether the step applies to a failed call. Default: to every one.</param>
    /// <returns>This chain.</returns>
    [OverloadResolutionPriority(1)]
    public FallbackChain Then<T>(string name, Func<FallbackContext, CancellationToken, ValueTask<T>> step, int priority = 0, Func<FallbackContext, bool>? when = null)
    {
        ArgumentNullException.ThrowIfNull(step);
        return Add(new FunctionStep<T>(name, priority, when, step));
    }

    /// <inheritdoc cref="Then{T}(string, Func{FallbackContext, CancellationToken, ValueTask{T}}, int, Func{FallbackContext, bool}?)"/>
    public FallbackChain Then<T>(string name, Func<FallbackContext, CancellationToken, Task<T>> step, int priority = 0, Func<FallbackContext, bool>? when = null)
    {
        ArgumentNullException.ThrowIfNull(step);
        return Add(new FunctionStep<T>(name, priority, when, (context, token) => new ValueTask<T>(step(context, token))));
    }

    /// <summary>Adds a synchronous step.</summary>
    /// <typeparam name="T">Type of the value.</typeparam>
    /// <param name="name">Name for logs, metrics and <see cref="Outcome{T}.FallbackStep"/>.</param>
    /// <param name="step">Delivers the value or throws; then the next step runs.</param>
    /// <param name="priority">Steps run in ascending priority, equal ones in the order of their registration.</param>
    /// <param name="when">Whether the step applies to a failed call. Default: to every one.</param>
    /// <returns>This chain.</returns>
    public FallbackChain Then<T>(string name, Func<FallbackContext, T> step, int priority = 0, Func<FallbackContext, bool>? when = null)
    {
        ArgumentNullException.ThrowIfNull(step);
        return Add(new FunctionStep<T>(name, priority, when, (context, _) => new ValueTask<T>(step(context))));
    }

    /// <summary>Adds a step that delivers the last value of this type with which a call of the same partition succeeded.</summary>
    /// <typeparam name="T">Type of the value. Values are kept alive and handed out again: do not use it for values that somebody disposes.</typeparam>
    /// <param name="name">Name for logs, metrics and <see cref="Outcome{T}.FallbackStep"/>.</param>
    /// <param name="maximumAge">Age beyond which a value is not delivered; positive.</param>
    /// <param name="priority">Steps run in ascending priority, equal ones in the order of their registration.</param>
    /// <returns>This chain.</returns>
    /// <remarks>Right where all calls of a partition mean the same (a rate table, a feature list); wrong where they answer for different users. Costs a lock per successful call.</remarks>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maximumAge"/> is not positive.</exception>
    public FallbackChain ThenLastGoodValue<T>(string name, TimeSpan maximumAge, int priority = 0)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(maximumAge, TimeSpan.Zero);
        return Add(new LastGoodValueStep<T>(name, priority, maximumAge));
    }

    internal FallbackStep[] OrderedSteps() => [.. _steps.OrderBy(static step => step.Priority)];

    private FallbackChain Add(FallbackStep step)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(step.Name, nameof(step));
        _steps.RemoveAll(other => other.Name == step.Name && other.ValueType == step.ValueType);
        _steps.Add(step);
        return this;
    }
}
