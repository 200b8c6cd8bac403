namespace AutonomousSdlc.Scaling;

/// <summary>
/// A target whose workers exist in memory only: they become ready after a start-up time and are gone after a drain time.
/// For tests, simulations and dry runs.
/// </summary>
/// <remarks>Safe for concurrent use. Everything happens when it is observed, from the clock; there is no timer.</remarks>
public sealed class InMemoryScaleTarget : IScaleTarget
{
    private const int KeptDurations = 64;

    private readonly Lock _lock = new();
    private readonly TimeProvider _time;
    private readonly TimeSpan _startup;
    private readonly TimeSpan _drain;
    private readonly long _began;
    private readonly List<TimeSpan> _pending = [];
    private readonly Queue<TimeSpan> _draining = new();
    private readonly Queue<TimeSpan> _durations = new();
    private int _desired;
    private int _ready;

    /// <summary>Creates a target with workers that are ready at once.</summary>
    /// <param name="workers">Workers that exist already, all ready.</param>
    /// <param name="startup">Time until a new worker is ready. Default: none.</param>
    /// <param name="drain">Time until a worker that was ready is gone. Default: none.</param>
    /// <param name="timeProvider">Clock. Default: the system's.</param>
    public InMemoryScaleTarget(int workers = 0, TimeSpan startup = default, TimeSpan drain = default, TimeProvider? timeProvider = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(workers);
        ArgumentOutOfRangeException.ThrowIfLessThan(startup, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(drain, TimeSpan.Zero);
        _desired = workers;
        _ready = workers;
        _startup = startup;
        _drain = drain;
        _time = timeProvider ?? TimeProvider.System;
        _began = _time.GetTimestamp();
    }

    /// <summary>State at this moment.</summary>
    public ScaleTargetState State
    {
        get
        {
            lock (_lock)
            {
                MoveToLocked(_time.GetElapsedTime(_began));
                return new ScaleTargetState
                {
                    Desired = _desired,
                    Ready = _ready,
                    Pending = _pending.Count,
                    Draining = _draining.Count,
                    StartupDurations = [.. _durations],
                };
            }
        }
    }

    /// <inheritdoc />
    public ValueTask<ScaleTargetState> ObserveAsync(CancellationToken cancellationToken = default) => new(State);

    /// <inheritdoc />
    public ValueTask SetDesiredAsync(int desired, string reason, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(desired);
        lock (_lock)
        {
            var now = _time.GetElapsedTime(_began);
            MoveToLocked(now);
            _desired = desired;
            var missing = desired - _ready - _pending.Count;
            for (; missing > 0; missing--)
            {
                _pending.Add(now + _startup);
            }

            // What does not serve yet goes first.
            for (; missing < 0 && _pending.Count > 0; missing++)
            {
                _pending.RemoveAt(_pending.Count - 1);
            }

            for (; missing < 0; missing++)
            {
                _ready--;
                _draining.Enqueue(now + _drain);
            }

            MoveToLocked(now);
        }

        return default;
    }

    private void MoveToLocked(TimeSpan now)
    {
        while (_draining.TryPeek(out var gone) && gone <= now)
        {
            _draining.Dequeue();
        }

        while (_pending.Count > 0 && _pending[0] <= now)
        {
            _pending.RemoveAt(0);
            _ready++;
            _durations.Enqueue(_startup);
            if (_durations.Count > KeptDurations)
            {
                _durations.Dequeue();
            }
        }
    }
}
