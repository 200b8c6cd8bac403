namespace AutonomousSdlc.Deployment.Forwarder.Internal;

/// <summary>
/// A slot as long as the forwarder lives: its counters and its requests in flight survive every change of weight and
/// endpoints.
/// </summary>
internal sealed class SlotRuntime(string name, HttpMessageInvoker? handler)
{
    private const long NeverLogged = long.MinValue;
    private int _inFlight;
    private TaskCompletionSource? _idle;
    private long _lastFailureLog = NeverLogged;

    public string Name => name;

    /// <summary>What the user plugged in for this slot; null when the forwarder connects to the endpoints itself.</summary>
    public HttpMessageInvoker? Handler => handler;

    public SlotCounters Total { get; } = new();

    public int InFlight => Volatile.Read(ref _inFlight);

    public void Enter() => Interlocked.Increment(ref _inFlight);

    public void Exit()
    {
        if (Interlocked.Decrement(ref _inFlight) == 0)
        {
            // The decrement is a full fence: a waiter either sees zero or has already published its source.
            Interlocked.Exchange(ref _idle, null)?.TrySetResult();
        }
    }

    /// <summary>Waits until nothing is in flight; false when the deadline came first.</summary>
    public async ValueTask<bool> WaitIdleAsync(TimeSpan deadline, TimeProvider time, CancellationToken cancellationToken)
    {
        var begin = time.GetTimestamp();
        while (InFlight > 0)
        {
            var remaining = deadline - time.GetElapsedTime(begin);
            if (remaining <= TimeSpan.Zero)
            {
                return false;
            }

            var idle = GetIdleSource();
            if (InFlight == 0)
            {
                return true;
            }

            try
            {
                await idle.Task.WaitAsync(remaining, time, cancellationToken).ConfigureAwait(false);
            }
            catch (TimeoutException)
            {
                return InFlight == 0;
            }
        }

        return true;
    }

    /// <summary>At most one failure of a slot is logged per second; true for the caller that may.</summary>
    public bool MayLogFailure(TimeProvider time)
    {
        var now = time.GetTimestamp();
        var last = Interlocked.Read(ref _lastFailureLog);
        return (last == NeverLogged || time.GetElapsedTime(last, now) >= TimeSpan.FromSeconds(1))
            && Interlocked.CompareExchange(ref _lastFailureLog, now, last) == last;
    }

    private TaskCompletionSource GetIdleSource()
    {
        while (true)
        {
            if (Volatile.Read(ref _idle) is { } existing)
            {
                return existing;
            }

            var created = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            if (Interlocked.CompareExchange(ref _idle, created, comparand: null) is null)
            {
                return created;
            }
        }
    }
}
