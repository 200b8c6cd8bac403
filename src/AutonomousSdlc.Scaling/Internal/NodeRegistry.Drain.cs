namespace AutonomousSdlc.Scaling.Internal;

/// <content>Drains members without blocking anything.</content>
internal sealed partial class NodeRegistry
{
    public async ValueTask<DrainResult> DrainAsync(string nodeId, TimeSpan deadline, CancellationToken cancellationToken = default)
    {
        if (deadline < TimeSpan.Zero && deadline != Timeout.InfiniteTimeSpan)
        {
            throw new ArgumentOutOfRangeException(nameof(deadline), deadline, "The deadline must not be negative; Timeout.InfiniteTimeSpan waits without one.");
        }

        cancellationToken.ThrowIfCancellationRequested();
        var start = Time.GetTimestamp();
        var node = Change(nodeId, entry =>
        {
            if (entry.IsDraining)
            {
                return false;
            }

            entry.IsDraining = true;
            RecordLocked(RegistryEventKind.Draining, entry.View(), number: entry.Cell.InFlight);
            return true;
        });

        var idle = node.Cell.WhenIdleAsync();
        if (!idle.IsCompleted && deadline != TimeSpan.Zero)
        {
            try
            {
                await idle.WaitAsync(deadline, Time, cancellationToken).ConfigureAwait(false);
            }
            catch (TimeoutException)
            {
                // The result says so; calls that are still in flight belong to their callers.
            }
        }

        var result = new DrainResult(idle.IsCompleted, idle.IsCompleted ? 0 : node.Cell.InFlight, Time.GetElapsedTime(start));
        lock (_lock)
        {
            RecordLocked(result.IsIdle ? RegistryEventKind.Drained : RegistryEventKind.DrainDeadlinePassed, node, duration: result.Duration, number: result.InFlight);
        }

        Announce();
        return result;
    }
}
