namespace AutonomousSdlc.Shared.Processes;

/// <summary>
/// Keeps a number of instances of one command running on free loopback ports: starts, waits for readiness, replaces what ends
/// unasked, drains and stops what is not wanted any longer.
/// </summary>
/// <remarks>One loop reconciles; each instance has one task for its life. No callback runs under the lock.</remarks>
internal sealed partial class LocalInstanceSet : IAsyncDisposable
{
    private const int KeptDurations = 64;

    private readonly LocalInstanceSetOptions _options;
    private readonly LocalInstanceRunner _runner;
    private readonly RestartBackoff _backoff;
    private readonly CancellationTokenSource _shutdown = new();
    private readonly Lock _lock = new();
    private readonly List<LocalInstance> _instances = [];
    private readonly Queue<TimeSpan> _durations = new();
    private readonly Task _loop;
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _desired;
    private int _lastNumber;
    private int _failures;
    private string? _lastFailure;
    private long _pauseBegan;
    private TimeSpan _pause;
    private bool _disposed;

    public LocalInstanceSet(LocalInstanceSetOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options;
        _runner = new LocalInstanceRunner(options, OnChanged);
        _backoff = new RestartBackoff(options.RestartDelay, options.MaxRestartDelay);
        _pauseBegan = options.Time.GetTimestamp();
        _loop = ReconcileLoopAsync();
    }

    /// <summary>Instances that exist, oldest first.</summary>
    public IReadOnlyList<LocalInstance> Instances
    {
        get
        {
            lock (_lock)
            {
                return _instances.FindAll(static instance => !HasEnded(instance));
            }
        }
    }

    /// <summary>Sets the number of instances wanted; what it takes happens in the background.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Negative.</exception>
    /// <exception cref="ObjectDisposedException">The set is disposed.</exception>
    public void SetDesired(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        TaskCompletionSource changed;
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            _desired = count;
            changed = RenewLocked();
        }

        changed.TrySetResult();
    }

    public LocalInstanceSetSnapshot Observe()
    {
        lock (_lock)
        {
            return SnapshotLocked();
        }
    }

    /// <summary>Completes when the snapshot fulfils the condition.</summary>
    public async Task<LocalInstanceSetSnapshot> WaitUntilAsync(Func<LocalInstanceSetSnapshot, bool> condition, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(condition);
        while (true)
        {
            LocalInstanceSetSnapshot snapshot;
            Task changed;
            lock (_lock)
            {
                snapshot = SnapshotLocked();
                changed = _changed.Task;
            }

            if (condition(snapshot))
            {
                return snapshot;
            }

            await changed.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Completes when as many instances as wanted are ready and no other is left.</summary>
    /// <exception cref="LocalInstanceException">An instance failed while waiting; the message is its failure.</exception>
    public async Task WaitUntilReadyAsync(CancellationToken cancellationToken)
    {
        var before = Observe().Failures;
        var snapshot = await WaitUntilAsync(
            now => now.Failures > before || (now.Ready == now.Desired && now.Starting + now.Draining == 0),
            cancellationToken).ConfigureAwait(false);
        if (snapshot.Failures > before)
        {
            throw new LocalInstanceException(snapshot.LastFailure!);
        }
    }

    /// <summary>Stops every instance (SIGTERM, then SIGKILL) without draining, and waits until all are gone.</summary>
    public async ValueTask DisposeAsync()
    {
        lock (_lock)
        {
            if (_disposed)
            {
                return;
            }

            _disposed = true;
            _desired = 0;
        }

        await _shutdown.CancelAsync().ConfigureAwait(false);
        await _loop.ConfigureAwait(false);
        List<LocalInstance> last;
        lock (_lock)
        {
            last = [.. _instances];
            _instances.Clear();
        }

        await Task.WhenAll(last.Select(static instance => instance.Life)).ConfigureAwait(false);
        last.ForEach(static instance => instance.Dispose());
        _shutdown.Dispose();
    }

    private void OnChanged(LocalInstance instance)
    {
        TaskCompletionSource changed;
        lock (_lock)
        {
            if (instance.State == LocalInstanceState.Failed)
            {
                _failures++;
                _lastFailure = instance.Failure;
                _pause = _backoff.Fail(instance.ServedLong);
                _pauseBegan = _options.Time.GetTimestamp();
            }
            else if (instance.State == LocalInstanceState.Ready)
            {
                _durations.Enqueue(instance.StartupDuration);
                if (_durations.Count > KeptDurations)
                {
                    _durations.Dequeue();
                }
            }

            changed = RenewLocked();
        }

        changed.TrySetResult();
    }

    private TaskCompletionSource RenewLocked()
    {
        var changed = _changed;
        _changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        return changed;
    }

    private LocalInstanceSetSnapshot SnapshotLocked()
    {
        // A retired instance is on its way out even while its state still says otherwise.
        int starting = 0, ready = 0, draining = 0;
        foreach (var instance in _instances)
        {
            switch (instance.State)
            {
                case LocalInstanceState.Starting or LocalInstanceState.Ready when instance.IsRetired:
                case LocalInstanceState.Draining:
                    draining++;
                    break;
                case LocalInstanceState.Starting:
                    starting++;
                    break;
                case LocalInstanceState.Ready:
                    ready++;
                    break;
                default:
                    break;
            }
        }

        return new LocalInstanceSetSnapshot(_desired, starting, ready, draining, _failures, _lastFailure, [.. _durations]);
    }
}
