namespace AutonomousSdlc.Deployment.Forwarder.Internal;

/// <summary>
/// The lifetime of one forwarded request: ends when the client goes away or when nothing moved for a while. Every byte
/// that moves restarts the clock, so a slow but living stream has no limit.
/// </summary>
internal sealed class ActivityTimer : IDisposable
{
    private readonly CancellationTokenSource _source = new();
    private readonly CancellationTokenRegistration _registration;
    private readonly TimeProvider _time;
    private readonly ITimer _timer;
    private long _timeoutTicks;
    private long _lastActivity;
    private volatile bool _timedOut;

    public ActivityTimer(TimeSpan timeout, TimeProvider time, CancellationToken clientAborted)
    {
        _time = time;
        _timeoutTicks = timeout.Ticks;
        _lastActivity = time.GetTimestamp();
        _timer = time.CreateTimer(static state => ((ActivityTimer)state!).OnDue(), this, timeout, Timeout.InfiniteTimeSpan);
        _registration = clientAborted.UnsafeRegister(static state => ((ActivityTimer)state!).Cancel(), this);
    }

    public CancellationToken Token => _source.Token;

    /// <summary>The token was ended by the clock.</summary>
    public bool TimedOut => _timedOut;

    /// <summary>Changes the allowed silence, from now on.</summary>
    public void Restart(TimeSpan timeout)
    {
        Volatile.Write(ref _timeoutTicks, timeout.Ticks);
        Touch();
        _timer.Change(timeout, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Something moved. Only a store: the timer looks at it when it is due, and then waits for the rest.</summary>
    public void Touch() => Volatile.Write(ref _lastActivity, _time.GetTimestamp());

    /// <summary>Ends the request now.</summary>
    public void Cancel()
    {
        try
        {
            _source.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The request ended while the timer fired or the client left.
        }
    }

    public void Dispose()
    {
        _registration.Dispose();
        _timer.Dispose();
        _source.Dispose();
    }

    private void OnDue()
    {
        var silent = _time.GetElapsedTime(Volatile.Read(ref _lastActivity));
        var timeout = new TimeSpan(Volatile.Read(ref _timeoutTicks));
        if (silent < timeout)
        {
            _timer.Change(timeout - silent, Timeout.InfiniteTimeSpan);
            return;
        }

        _timedOut = true;
        Cancel();
    }
}
