using System.Runtime.CompilerServices;
using AutonomousSdlc.Resilience.Internal.Policies;

namespace AutonomousSdlc.Resilience.Internal;

/// <summary>
/// Runs calls: admission, time limit, classification, retry and fallback in one state machine. A call whose first attempt
/// succeeds at once never leaves <see cref="RunAsync"/> and allocates nothing; everything else continues in one asynchronous
/// method, so that a call that yields pays for one state machine.
/// </summary>
internal sealed partial class GuardExecutor : IDisposable
{
    private readonly TimeProvider _timeProvider;
    private readonly ClockScale _clock;
    private readonly GuardEvents _events;
    private readonly ResilienceMetrics _metrics;
    private readonly Watchdog _watchdog;
    private GuardSettings _settings;
    private bool _disposed;

    public GuardExecutor(string name, GuardSettings settings, TimeProvider timeProvider, ClockScale clock, GuardEvents events, ResilienceMetrics metrics, IRandomSource random)
    {
        Name = name;
        _settings = settings;
        _timeProvider = timeProvider;
        _clock = clock;
        _events = events;
        _metrics = metrics;
        _watchdog = new Watchdog(timeProvider, clock, events.OnCancellationCallbackThrew);
        Partitions = new PartitionStore(name, timeProvider, random, () => Settings, events.OnPartitionLimit);
        metrics.Register(this);
    }

    public string Name { get; }

    public PartitionStore Partitions { get; }

    /// <summary>Settings of calls that start from here on.</summary>
    public GuardSettings Settings
    {
        get => Volatile.Read(ref _settings);
        set => Volatile.Write(ref _settings, value);
    }

    public ValueTask<TOut> RunAsync<T, TOut, TOperation, TMode>(TOperation operation, in GuardCall call, CancellationToken cancellationToken)
        where TOperation : struct, IOperation<T>
        where TMode : struct, IResultMode<T, TOut>
    {
        var settings = Settings;
        if (_disposed)
        {
            return TMode.FinishedTaskAsync(new Outcome<T>(OutcomeKind.Failure, default, new ObjectDisposedException($"ResilienceGuard \"{Name}\""), attempts: 0));
        }

        var partition = Partitions.Default;
        if (call.Partition is not null || settings.PartitionSelector is not null)
        {
            try
            {
                partition = Resolve(settings, in call);
            }
            catch (Exception exception)
            {
                // The user's selector threw: calls of unknown partitions must not spoil the circuit of another one.
                return TMode.FinishedTaskAsync(new Outcome<T>(OutcomeKind.Failure, default, exception, attempts: 0));
            }
        }

        if (cancellationToken.IsCancellationRequested)
        {
            partition.Counters.Increment(CounterId.CallCancelled);
            return TMode.FinishedTaskAsync(new Outcome<T>(OutcomeKind.Cancelled, default, new OperationCanceledException(cancellationToken), attempts: 0));
        }

        if (partition.IsShut && call.Deadline is null && settings.Steps.Length == 0
            && partition.TryRefuse(_timeProvider, out var reason, out var retryAfter))
        {
            return TMode.FinishedTaskAsync(Refused<T>(partition, reason, retryAfter));
        }

        var frame = new CallFrame(settings, partition);
        var now = SetTimes(ref frame, in call);
        if (now >= frame.DeadlineAt)
        {
            return RefuseAsync<T, TOut, TOperation, TMode>(operation, in call, in frame, new AdmissionDecision(RejectionReason.DeadlineExceeded, default, 0, default), cancellationToken);
        }

        if (!partition.TryEnter(settings, now, out var decision))
        {
            return RefuseAsync<T, TOut, TOperation, TMode>(operation, in call, in frame, decision, cancellationToken);
        }

        if (decision.Transition.Happened)
        {
            _events.OnTransition(partition, decision.Transition);
        }

        ValueTask<T> pending;
        try
        {
            pending = operation.InvokeAsync(BeginAttempt(ref frame, decision.Permit, now, cancellationToken));
        }
        catch (Exception exception)
        {
            return ContinueAsync<T, TOut, TOperation, TMode>(operation, call, frame, default, exception, cancellationToken);
        }

        // A value that may have to be classified or remembered takes the longer way.
        if (!pending.IsCompletedSuccessfully || settings.InspectsValues)
        {
            return ContinueAsync<T, TOut, TOperation, TMode>(operation, call, frame, pending, thrown: null, cancellationToken);
        }

        EndAttempt(ref frame);
        var transition = partition.Succeed(settings, frame.Permit);
        if (transition.Happened)
        {
            _events.OnTransition(partition, transition);
        }

        Measure(in frame, "success");
        return new ValueTask<TOut>(TMode.Succeeded(CompletedTask.Result(pending), attempts: 1));
    }

    public void Dispose()
    {
        if (!Volatile.Read(ref _disposed))
        {
            Volatile.Write(ref _disposed, true);
            _metrics.Unregister(this);
            Partitions.Dispose();
            _watchdog.Dispose();
        }
    }

    private GuardPartition Resolve(GuardSettings settings, in GuardCall call)
    {
        var key = call.Partition ?? settings.PartitionSelector!(call);
        return key is null ? Partitions.Default : Partitions.Get(key);
    }

    /// <returns>The timestamp, or <see cref="CallFrame.NoTimestamp"/> if nothing needs it: reading the clock costs as much as the rest of an admission.</returns>
    private long SetTimes(ref CallFrame frame, in GuardCall call)
    {
        frame.Deadline = frame.Settings.Deadline;
        if (call.Deadline is { } own)
        {
            frame.Deadline = Math.Min(frame.Deadline, _clock.ToUnits(own));
        }
        else if (frame.Deadline == long.MaxValue && frame.Settings.AttemptTimeout == long.MaxValue && !_events.MeasuresDuration)
        {
            return CallFrame.NoTimestamp;
        }

        frame.StartedAt = _timeProvider.GetTimestamp();
        frame.DeadlineAt = frame.Deadline == long.MaxValue ? long.MaxValue : frame.StartedAt + frame.Deadline;
        return frame.StartedAt;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private CancellationToken BeginAttempt(ref CallFrame frame, Permit permit, long now, CancellationToken cancellationToken)
    {
        frame.Attempts++;
        frame.Permit = permit;
        var timeout = frame.Settings.AttemptTimeout;
        frame.AttemptDueAt = timeout == long.MaxValue ? frame.DeadlineAt : Math.Min(now + timeout, frame.DeadlineAt);
        if (frame.AttemptDueAt == long.MaxValue)
        {
            frame.Slot = null;
            return cancellationToken;
        }

        frame.Slot = _watchdog.Start(frame.AttemptDueAt, now, cancellationToken);
        return frame.Slot.Token;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static AttemptEnd EndAttempt(ref CallFrame frame)
    {
        var slot = frame.Slot;
        frame.Slot = null;
        return slot is null ? AttemptEnd.NotCancelled : Watchdog.Stop(slot);
    }

    private ValueTask<TOut> RefuseAsync<T, TOut, TOperation, TMode>(TOperation operation, in GuardCall call, in CallFrame frame, in AdmissionDecision decision, CancellationToken cancellationToken)
        where TOperation : struct, IOperation<T>
        where TMode : struct, IResultMode<T, TOut>
    {
        if (decision.Transition.Happened)
        {
            _events.OnTransition(frame.Partition, decision.Transition);
        }

        var outcome = Refused<T>(frame.Partition, decision.Reason, decision.RetryAfter);
        if (frame.Settings.Steps.Length > 0 && frame.Settings.HasStepFor<T>())
        {
            return FallBackAndFinishAsync<T, TOut, TOperation, TMode>(operation, call, frame, outcome, cancellationToken);
        }

        return TMode.FinishedTaskAsync(outcome);
    }

    private Outcome<T> Refused<T>(GuardPartition partition, RejectionReason reason, long retryAfter)
    {
        partition.Counters.Increment(reason switch
        {
            RejectionReason.ProbeLimit => CounterId.RejectedProbeLimit,
            RejectionReason.Isolated => CounterId.RejectedIsolated,
            RejectionReason.DeadlineExceeded => CounterId.RejectedDeadline,
            _ => CounterId.RejectedOpen,
        });
        return new Outcome<T>(OutcomeKind.Rejected, default, partition.Identity, attempts: 0)
        {
            RejectionReason = reason,
            RetryAfter = retryAfter > 0 ? _clock.ToTimeSpan(retryAfter) : null,
        };
    }
}
