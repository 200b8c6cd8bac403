using AutonomousSdlc.Scaling.Internal.Policies;

namespace AutonomousSdlc.Scaling.Internal;

/// <summary>The counters of one member and a signal for when it is idle. Every registration gets a new one, so late completions of a predecessor cannot touch it.</summary>
internal sealed class NodeSlot : NodeCounters
{
    private TaskCompletionSource? _idle;

    public void Leave(int cost)
    {
        if (Subtract(cost) == 0 && Volatile.Read(ref _idle) is { } idle)
        {
            idle.TrySetResult();
        }
    }

    /// <summary>Completes when no lease is out. Meaningful once the node takes no new calls.</summary>
    public Task WhenIdleAsync()
    {
        var idle = Volatile.Read(ref _idle);
        while (idle is null || idle.Task.IsCompleted)
        {
            var fresh = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            var seen = Interlocked.CompareExchange(ref _idle, fresh, idle);
            idle = ReferenceEquals(seen, idle) ? fresh : seen;
            if (ReferenceEquals(idle, fresh))
            {
                break;
            }
        }

        // The exchange above is a full fence: either the last lease sees the signal, or this read sees the lease gone.
        Interlocked.MemoryBarrier();
        if (InFlight == 0)
        {
            idle.TrySetResult();
        }

        return idle.Task;
    }
}
