using System.Diagnostics.Metrics;
using AutonomousSdlc.Resilience.Internal;
using AutonomousSdlc.Resilience.Internal.Policies;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace AutonomousSdlc.Resilience;

/// <summary>The guard. Register it with <c>AddResilienceGuard</c>, or make one by hand and dispose it.</summary>
/// <remarks>
/// A call whose first attempt succeeds synchronously takes no lock and allocates nothing. After disposal calls fail with
/// <see cref="ObjectDisposedException"/>; those under way go on and keep their time limits.
/// </remarks>
public sealed class ResilienceGuard : IResilienceGuard, IDisposable
{
    private readonly GuardExecutor _executor;
    private readonly GuardEvents _events;
    private readonly ClockScale _clock;
    private readonly IDisposable? _reload;

    /// <summary>Makes a guard whose options do not change.</summary>
    /// <param name="name">Name for logs, metrics and exceptions.</param>
    /// <param name="options">Options; read once. Default: a new <see cref="ResilienceGuardOptions"/>.</param>
    /// <param name="timeProvider">Clock. Default: the system's.</param>
    /// <param name="logger">Default: none.</param>
    /// <param name="meterFactory">Default: a meter that all guards made by hand share.</param>
    /// <exception cref="OptionsValidationException">The options are wrong; the message names every error.</exception>
    public ResilienceGuard(string name, ResilienceGuardOptions? options = null, TimeProvider? timeProvider = null, ILogger<ResilienceGuard>? logger = null, IMeterFactory? meterFactory = null)
        : this(name, options ?? new ResilienceGuardOptions(), timeProvider, logger, meterFactory is null ? ResilienceMetrics.Shared : new ResilienceMetrics(meterFactory), validate: true)
    {
    }

    internal ResilienceGuard(string name, string optionsName, IOptionsMonitor<ResilienceGuardOptions> monitor, TimeProvider? timeProvider, ILogger<ResilienceGuard>? logger, ResilienceMetrics metrics)
        : this(name, monitor.Get(optionsName), timeProvider, logger, metrics, validate: false)
    {
        _reload = monitor.OnChange((options, changed) =>
        {
            if (changed == optionsName)
            {
                Apply(options);
            }
        });
    }

    private ResilienceGuard(string name, ResilienceGuardOptions options, TimeProvider? timeProvider, ILogger<ResilienceGuard>? logger, ResilienceMetrics metrics, bool validate)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        if (validate)
        {
            ResilienceGuardOptionsValidation.ThrowIfInvalid(name, options);
        }

        var time = timeProvider ?? TimeProvider.System;
        var seed = options.Seed is { } chosen ? (ulong)chosen : (ulong)HashCode.Combine(name, Environment.ProcessId, time.GetTimestamp());
        _clock = new ClockScale(time);
        _events = new GuardEvents(name, (ILogger?)logger ?? NullLogger.Instance, metrics, _clock);
        _executor = new GuardExecutor(name, new GuardSettings(options, _clock), time, _clock, _events, metrics, new SplitMixRandom(seed));
    }

    /// <inheritdoc />
    public string Name => _executor.Name;

    /// <summary>For tests: attempts under way in all partitions.</summary>
    internal long InFlight => _executor.Partitions.All().Sum(static partition => partition.InFlight);

    /// <inheritdoc />
    public T Execute<TState, T>(Func<TState, CancellationToken, T> operation, TState state, in GuardCall call, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(operation);
        return CompletedTask.Result(_executor.RunAsync<T, T, SyncOperation<TState, T>, ThrowingMode<T>>(new(operation, state), in call, cancellationToken));
    }

    /// <inheritdoc />
    public Outcome<T> ExecuteOutcome<TState, T>(Func<TState, CancellationToken, T> operation, TState state, in GuardCall call, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(operation);
        return CompletedTask.Result(_executor.RunAsync<T, Outcome<T>, SyncOperation<TState, T>, OutcomeMode<T>>(new(operation, state), in call, cancellationToken));
    }

    /// <inheritdoc />
    public ValueTask<T> ExecuteAsync<TState, T>(Func<TState, CancellationToken, ValueTask<T>> operation, TState state, in GuardCall call, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(operation);
        return _executor.RunAsync<T, T, AsyncOperation<TState, T>, ThrowingMode<T>>(new(operation, state), in call, cancellationToken);
    }

    /// <inheritdoc />
    public ValueTask<Outcome<T>> ExecuteOutcomeAsync<TState, T>(Func<TState, CancellationToken, ValueTask<T>> operation, TState state, in GuardCall call, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(operation);
        return _executor.RunAsync<T, Outcome<T>, AsyncOperation<TState, T>, OutcomeMode<T>>(new(operation, state), in call, cancellationToken);
    }

    /// <inheritdoc />
    public GuardExplanation Explain(string? partition = null) =>
        _executor.Partitions.Find(partition)?.Explain(_executor.Settings, _clock) ?? new GuardExplanation
        {
            GuardName = Name,
            Partition = partition,
            State = CircuitState.Closed,
            Admission = new AdmissionLevel(AdmissionLevel.Unlimited, AdmissionLevel.Unlimited),
            Reason = "closed because nothing was called yet",
            TripsAfter = _executor.Settings.Breaker.ConsecutiveFailures,
            RetryBudget = _executor.Settings.Retry.Budget.Burst,
        };

    /// <inheritdoc />
    public IReadOnlyCollection<string> GetPartitions() => [.. _executor.Partitions.Keys];

    /// <inheritdoc />
    public void Isolate(string? partition = null, string? reason = null)
    {
        if (partition is null)
        {
            _executor.Partitions.SetIsolation(isolated: true, reason, each => _events.OnTransition(each, each.Isolate(reason)));
            return;
        }

        var found = _executor.Partitions.Get(partition);
        _events.OnTransition(found, found.Isolate(reason));
    }

    /// <inheritdoc />
    public void Reset(string? partition = null)
    {
        if (partition is null)
        {
            _executor.Partitions.SetIsolation(isolated: false, reason: null, each => _events.OnTransition(each, each.Reset()));
        }
        else if (_executor.Partitions.Find(partition) is { } found)
        {
            _events.OnTransition(found, found.Reset());
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _reload?.Dispose();
        _executor.Dispose();
    }

    internal void Apply(ResilienceGuardOptions options)
    {
        _executor.Settings = new GuardSettings(options, _clock);
        _events.OnReloaded();
    }
}
