using AutonomousSdlc.Scaling.Internal;
using AutonomousSdlc.Scaling.Internal.Autoscaling;
using AutonomousSdlc.Shared.Processes;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace AutonomousSdlc.Scaling;

/// <summary>
/// Runs workers as processes of this machine, each on a free loopback port: starts them, waits until they are ready, replaces
/// those that end unasked, drains and stops (SIGTERM, then SIGKILL) those that are not needed.
/// </summary>
/// <remarks>
/// Each worker leads its own process group and ends with everything it started. Disposal stops all workers; on Linux and
/// macOS a small helper process ends them even when this process is killed. Safe for concurrent use.
/// </remarks>
public sealed class ProcessScaleTarget : IScaleTarget, IAsyncDisposable
{
    private readonly ProcessScaleTargetOptions _options;
    private readonly INodeRegistry? _registry;
    private readonly ILogger _logger;
    private readonly LocalInstanceSet _set;

    /// <summary>Creates a target with no worker yet.</summary>
    /// <param name="options">What to run.</param>
    /// <param name="registry">Registry that workers join and leave. Default: none.</param>
    /// <param name="timeProvider">Clock. Default: the system's.</param>
    /// <param name="logger">Default: none.</param>
    /// <exception cref="OptionsValidationException">The options are not valid; it names every error.</exception>
    public ProcessScaleTarget(
        ProcessScaleTargetOptions options,
        INodeRegistry? registry = null,
        TimeProvider? timeProvider = null,
        ILogger<ProcessScaleTarget>? logger = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        ProcessScaleTargetOptionsRules.ThrowIfInvalid(options);
        _options = options;
        _registry = registry;
        _logger = (ILogger?)logger ?? NullLogger.Instance;
        _set = new LocalInstanceSet(Describe(options, timeProvider ?? TimeProvider.System));
    }

    /// <summary>The workers that exist, oldest first, in whatever state.</summary>
    public IReadOnlyList<ProcessInstance> Workers => [.. _set.Instances.Where(static instance => instance.ProcessId != 0).Select(Show)];

    /// <inheritdoc />
    public ValueTask<ScaleTargetState> ObserveAsync(CancellationToken cancellationToken = default)
    {
        var snapshot = _set.Observe();
        return new ValueTask<ScaleTargetState>(new ScaleTargetState
        {
            Desired = snapshot.Desired,
            Ready = snapshot.Ready,

            // A failed worker that waits for its replacement is missing too.
            Pending = Math.Max(snapshot.Desired - snapshot.Ready, 0),
            Draining = snapshot.Draining,
            StartupDurations = snapshot.StartupDurations,
            Problem = snapshot.Ready < snapshot.Desired ? snapshot.LastFailure : null,
        });
    }

    /// <inheritdoc />
    /// <exception cref="ObjectDisposedException">The target was disposed.</exception>
    public ValueTask SetDesiredAsync(int desired, string reason, CancellationToken cancellationToken = default)
    {
        _set.SetDesired(desired);
        return default;
    }

    /// <summary>Completes when as many workers as wanted are ready and no other is left.</summary>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <returns>Completes then.</returns>
    /// <exception cref="ScalingException">A worker failed while waiting; the message says how, with its last output. It is being replaced all the same.</exception>
    public async Task WaitUntilReadyAsync(CancellationToken cancellationToken = default)
    {
        try
        {
            await _set.WaitUntilReadyAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (LocalInstanceException exception)
        {
            throw new ScalingException(exception.Message, exception);
        }
    }

    /// <summary>Stops all workers without draining and waits until they are gone.</summary>
    /// <returns>Completes when no process is left.</returns>
    public ValueTask DisposeAsync() => _set.DisposeAsync();

    private static ProcessInstance Show(LocalInstance instance) =>
        new(instance.Name, instance.Number, instance.Address, instance.ProcessId, instance.StartupDuration);

    private LocalInstanceSetOptions Describe(ProcessScaleTargetOptions options, TimeProvider time)
    {
        var load = options.Load ?? (_registry is null ? null : CallsInFlight);
        return new LocalInstanceSetOptions
        {
            Name = options.WorkerName,
            Command = new ChildProcessStart
            {
                FileName = options.FileName,
                Arguments = [.. options.Arguments],
                Environment = new Dictionary<string, string?>(options.Environment, StringComparer.Ordinal),
                WorkingDirectory = options.WorkingDirectory,
                Time = time,
            },
            ReadinessPath = options.ReadinessPath,
            StartTimeout = options.StartTimeout,
            DrainTimeout = options.DrainTimeout,
            StopGrace = options.StopGrace,
            RestartDelay = options.RestartDelay,
            MaxRestartDelay = options.MaximumRestartDelay,
            OnReady = OnReadyAsync,
            Drain = DrainAsync,
            OnGone = OnGoneAsync,
            OnFailed = instance => AutoscalingLog.WorkerFailed(_logger, instance.Failure!),
            Load = load is null ? null : instance => load(Show(instance)),
            Output = options.Output is null ? null : (instance, line) => options.Output(Show(instance), line),
            Time = time,
        };
    }

    private async Task OnReadyAsync(LocalInstance instance, CancellationToken cancellationToken)
    {
        if (_options.OnReady is { } announce)
        {
            await announce(Show(instance), cancellationToken).ConfigureAwait(false);
        }

        _registry?.Register(new NodeDescriptor(instance.Name, instance.Address));
        AutoscalingLog.WorkerReady(_logger, instance.Name, instance.Address, instance.StartupDuration);
    }

    private async Task DrainAsync(LocalInstance instance, CancellationToken cancellationToken)
    {
        try
        {
            if (_registry is not null)
            {
                // The token carries DrainTimeout.
                await _registry.DrainAsync(instance.Name, Timeout.InfiniteTimeSpan, cancellationToken).ConfigureAwait(false);
            }

            if (_options.OnDrain is { } drain)
            {
                await drain(Show(instance), cancellationToken).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            AutoscalingLog.DrainIncomplete(_logger, instance.Name, _options.DrainTimeout);
        }
    }

    private async Task OnGoneAsync(LocalInstance instance)
    {
        _registry?.Deregister(instance.Name);
        if (_options.OnGone is { } gone)
        {
            await gone(Show(instance)).ConfigureAwait(false);
        }

        AutoscalingLog.WorkerGone(_logger, instance.Name);
    }

    private double CallsInFlight(ProcessInstance worker) => _registry!.Current.Find(worker.Name)?.InFlight ?? 0;
}
