namespace AutonomousSdlc.Caching.Internal;

/// <summary>
/// Wakes a sweeper when the next entry is due. The timer knows its sweeper only weakly, so a cache that everybody forgot
/// is collected although it holds values that would expire; the timer then stops by itself.
/// </summary>
internal sealed class ExpiryTimer : IDisposable
{
    private readonly Lock _lock = new();
    private readonly MonotonicClock _clock;
    private readonly WeakReference<IExpirySweeper> _sweeper;
    private ITimer? _timer;
    private long _armedFor = long.MaxValue;
    private bool _isDisposed;

    public ExpiryTimer(MonotonicClock clock, IExpirySweeper sweeper)
    {
        _clock = clock;
        _sweeper = new WeakReference<IExpirySweeper>(sweeper);
    }

    /// <summary>Makes sure that the sweeper is woken at a tick of the clock or earlier.</summary>
    public void ArmFor(long due)
    {
        if (due >= Volatile.Read(ref _armedFor))
        {
            return;
        }

        lock (_lock)
        {
            if (due >= _armedFor || _isDisposed)
            {
                return;
            }

            _armedFor = due;
            _timer ??= CreateTimer();
            var delay = Math.Clamp(due - _clock.Now, 1, uint.MaxValue - 2L);
            _timer.Change(TimeSpan.FromMilliseconds(delay), Timeout.InfiniteTimeSpan);
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _isDisposed = true;
            _timer?.Dispose();
        }
    }

    private ITimer CreateTimer()
    {
        // The context of the caller who happened to come first must not live as long as the cache.
        if (ExecutionContext.IsFlowSuppressed())
        {
            return NewTimer();
        }

        using (ExecutionContext.SuppressFlow())
        {
            return NewTimer();
        }
    }

    private ITimer NewTimer() =>
        _clock.Provider.CreateTimer(
            static state => ((ExpiryTimer)state!).Fire(),
            this,
            Timeout.InfiniteTimeSpan,
            Timeout.InfiniteTimeSpan);

    private void Fire()
    {
        lock (_lock)
        {
            _armedFor = long.MaxValue;
        }

        if (_sweeper.TryGetTarget(out var sweeper))
        {
            sweeper.Sweep();
        }
        else
        {
            Dispose();
        }
    }
}
