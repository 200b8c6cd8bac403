namespace AutonomousSdlc.Scaling.Internal.Autoscaling;

/// <summary>A token that is cancelled with another one, or when the time for a call of user code is over.</summary>
internal sealed class CallDeadline : IDisposable
{
    private readonly CancellationTokenSource _timer;
    private readonly CancellationTokenSource _linked;
    private readonly CancellationToken _outer;

    public CallDeadline(TimeSpan timeout, TimeProvider time, CancellationToken outer)
    {
        _outer = outer;
        _timer = new CancellationTokenSource(timeout, time);
        _linked = CancellationTokenSource.CreateLinkedTokenSource(_timer.Token, outer);
    }

    public CancellationToken Token => _linked.Token;

    /// <summary>The time is over, and nobody else cancelled.</summary>
    public bool IsOver => _timer.IsCancellationRequested && !_outer.IsCancellationRequested;

    public void Dispose()
    {
        _linked.Dispose();
        _timer.Dispose();
    }
}
