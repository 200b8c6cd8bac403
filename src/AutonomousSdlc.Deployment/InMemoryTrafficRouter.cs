namespace AutonomousSdlc.Deployment;

/// <summary>
/// A router without traffic, for tests and dry runs: it keeps every rule of <see cref="ITrafficRouter"/> and counts what it
/// is told.
/// </summary>
public sealed class InMemoryTrafficRouter : ITrafficRouter
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, SlotTraffic> _slots = new(StringComparer.Ordinal);
    private TaskCompletionSource _changed = NewSignal();
    private long _epoch;
    private long _generation;

    /// <summary>Time of drain deadlines.</summary>
    private readonly TimeProvider _time;

    /// <summary>Creates a router that has accepted no change.</summary>
    /// <param name="timeProvider">Time of drain deadlines. Default: the system's.</param>
    public InMemoryTrafficRouter(TimeProvider? timeProvider = null)
    {
        _time = timeProvider ?? TimeProvider.System;
    }

    /// <summary>Counts completed requests of a slot.</summary>
    /// <param name="slot">Name of the slot.</param>
    /// <param name="requests">Completed requests, failed ones included; not negative.</param>
    /// <param name="failures">Failed ones among them; not negative, at most <paramref name="requests"/>.</param>
    public void Count(string slot, long requests, long failures)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(failures);
        ArgumentOutOfRangeException.ThrowIfLessThan(requests, failures);
        Update(slot, traffic => traffic with
        {
            SinceChange = Add(traffic.SinceChange, requests, failures),
            Total = Add(traffic.Total, requests, failures),
        });
    }

    /// <summary>Sets the requests in flight of a slot.</summary>
    /// <param name="slot">Name of the slot.</param>
    /// <param name="inFlight">Requests in flight; not negative.</param>
    public void SetInFlight(string slot, int inFlight)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(inFlight);
        Update(slot, traffic => traffic with { InFlight = inFlight });
    }

    /// <inheritdoc />
    public ValueTask<TrafficState> ObserveAsync(CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
        {
            return ValueTask.FromResult(StateLocked());
        }
    }

    /// <inheritdoc />
    public ValueTask SetWeightsAsync(TrafficChange change, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(change);
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
        {
            if (change.IsRepeatOf(_epoch, _generation))
            {
                return ValueTask.CompletedTask;
            }

            change.EnsureApplicableTo(StateLocked());
            foreach (var (slot, weight) in change.Weights)
            {
                _slots[slot] = GetLocked(slot) with { Weight = weight };
            }

            foreach (var (slot, endpoints) in change.Endpoints)
            {
                _slots[slot] = GetLocked(slot) with { Endpoints = [.. endpoints] };
            }

            foreach (var slot in _slots.Keys.ToList())
            {
                _slots[slot] = _slots[slot] with { SinceChange = default };
            }

            (_epoch, _generation) = (change.Epoch, change.Generation);
        }

        return ValueTask.CompletedTask;
    }

    /// <inheritdoc />
    public async ValueTask<bool> DrainAsync(string slot, TimeSpan deadline, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(slot);
        using var timer = new CancellationTokenSource(deadline, _time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancellationToken);
        while (true)
        {
            Task changed;
            lock (_lock)
            {
                if (GetLocked(slot).InFlight == 0)
                {
                    return true;
                }

                changed = _changed.Task;
            }

            try
            {
                await changed.WaitAsync(linked.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                return false;
            }
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private static TrafficCounters Add(TrafficCounters counters, long requests, long failures) =>
        new(counters.Requests + requests, counters.Failures + failures);

    private void Update(string slot, Func<SlotTraffic, SlotTraffic> change)
    {
        ArgumentException.ThrowIfNullOrEmpty(slot);
        lock (_lock)
        {
            _slots[slot] = change(GetLocked(slot));
            _changed.TrySetResult();
            _changed = NewSignal();
        }
    }

    private SlotTraffic GetLocked(string slot) => _slots.TryGetValue(slot, out var traffic) ? traffic : new SlotTraffic { Weight = 0 };

    private TrafficState StateLocked() => new(_epoch, _generation, new Dictionary<string, SlotTraffic>(_slots, StringComparer.Ordinal));
}
