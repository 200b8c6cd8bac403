using System.Collections.Concurrent;
using System.Numerics;

namespace AutonomousSdlc.Resilience.Internal;

/// <summary>
/// Cancels attempts that are due, for a whole guard with one timer. An attempt only writes its due time into a slot; the
/// timer is touched when that time is earlier than the next scan, which with equal timeouts is about once per timeout.
/// </summary>
internal sealed class Watchdog : IDisposable
{
    private const int MaximumStripes = 16;

    private readonly WatchdogStripe[] _stripes;
    private readonly TimeProvider _timeProvider;
    private readonly ClockScale _clock;
    private readonly Action<Exception> _onCallbackThrew;
    private readonly ITimer _timer;
    private readonly Lock _arming = new();
    private readonly ConcurrentQueue<AttemptSlot> _claimed = new();
    private readonly long _shortestInterval;
    private long _nextScan = long.MaxValue;
    private bool _disposed;

    public Watchdog(TimeProvider timeProvider, ClockScale clock, Action<Exception> onCallbackThrew)
    {
        _timeProvider = timeProvider;
        _clock = clock;
        _onCallbackThrew = onCallbackThrew;
        _shortestInterval = clock.ToUnits(TimeSpan.FromMilliseconds(1));
        _stripes = new WatchdogStripe[BitOperations.RoundUpToPowerOf2((uint)Math.Min(Environment.ProcessorCount, MaximumStripes))];
        for (var i = 0; i < _stripes.Length; i++)
        {
            _stripes[i] = new WatchdogStripe();
        }

        // The timer outlives the call that happens to make the guard: it must not carry that call's ambient values.
        using (ExecutionContext.IsFlowSuppressed() ? default(AsyncFlowControl?) : ExecutionContext.SuppressFlow())
        {
            _timer = timeProvider.CreateTimer(static watchdog => ((Watchdog)watchdog!).Scan(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
    }

    /// <param name="due">Timestamp at which the attempt is cancelled.</param>
    /// <param name="now">Timestamp.</param>
    /// <param name="caller">The caller's token; its cancellation cancels the attempt too.</param>
    public AttemptSlot Start(long due, long now, CancellationToken caller)
    {
        var stripe = _stripes[Thread.GetCurrentProcessorId() & (_stripes.Length - 1)];
        var slot = stripe.Take(due, caller);

        // Arming was a full fence. Either this sees the long.MaxValue that a scan in progress wrote before it read the
        // slots, and sets the timer, or the scan sees the slot.
        if (due < Volatile.Read(ref _nextScan))
        {
            ScanAt(due, now);
        }

        return slot;
    }

    public static AttemptEnd Stop(AttemptSlot slot) => slot.Home.Return(slot);

    /// <summary>Stops the timer as soon as no attempt is under way; those that are keep their time limits.</summary>
    public void Dispose()
    {
        Volatile.Write(ref _disposed, true);
        Scan();
    }

    private void Scan()
    {
        lock (_arming)
        {
            _nextScan = long.MaxValue;
        }

        Interlocked.MemoryBarrier();
        var now = _timeProvider.GetTimestamp();
        var next = long.MaxValue;
        foreach (var stripe in _stripes)
        {
            stripe.Collect(now, _claimed, ref next);
        }

        if (next != long.MaxValue)
        {
            ScanAt(Math.Max(next, now + _shortestInterval), now);
        }
        else if (Volatile.Read(ref _disposed) && _claimed.IsEmpty)
        {
            _timer.Dispose();
        }

        CancelClaimed(now);
    }

    private void CancelClaimed(long now)
    {
        while (_claimed.TryDequeue(out var slot))
        {
            if (!_claimed.IsEmpty)
            {
                // Should the cancellation below hang in a callback of the operation, another thread takes the rest.
                ScanAt(now + _shortestInterval, now);
            }

            try
            {
                slot.Cancel();
            }
            catch (Exception exception)
            {
                // What the operation registered with its token threw; other attempts must not suffer.
                _onCallbackThrew(exception);
            }
        }
    }

    private void ScanAt(long due, long now)
    {
        lock (_arming)
        {
            if (due < _nextScan)
            {
                _nextScan = due;
                _timer.Change(_clock.ToTimeSpan(Math.Max(0, due - now)), Timeout.InfiniteTimeSpan);
            }
        }
    }
}
