namespace AutonomousSdlc.Resilience.Internal;

/// <summary>A pause that blocks the thread, on the clock of a <see cref="TimeProvider"/>.</summary>
internal static class BlockingDelay
{
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static void Wait(TimeSpan delay, TimeProvider timeProvider, CancellationToken cancellationToken)
    {
        using var elapsed = new ManualResetEventSlim();
        using var timer = timeProvider.CreateTimer(static waiter => ((ManualResetEventSlim)waiter!).Set(), elapsed, delay, Timeout.InfiniteTimeSpan);
        elapsed.Wait(cancellationToken);
    }
}
