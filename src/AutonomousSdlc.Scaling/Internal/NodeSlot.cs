namespace AutonomousSdlc.Scaling.Internal;

/// <summary>Live figures of one member. Every registration gets a new one, so late completions of a predecessor cannot touch it.</summary>
internal sealed class NodeSlot
{
    private const double NewestShare = 0.1;

    private SlotCounters _counters;
    private TaskCompletionSource? _idle;

    public int InFlight => (int)Volatile.Read(ref _counters.Occupancy);

    public int Load => (int)(Volatile.Read(ref _counters.Occupancy) >> 32);

    public long Successes => Volatile.Read(ref _counters.Successes);

    public long Failures => Volatile.Read(ref _counters.Failures);

    public long Neutral => Volatile.Read(ref _counters.Neutral);

    public TimeSpan? AverageLatency => Successes == 0 ? null : TimeSpan.FromSeconds(Volatile.Read(ref _counters.AverageSeconds));

    public bool IsWatched
    {
        get => Volatile.Read(ref _counters.IsWatched) != 0;
        set => Volatile.Write(ref _counters.IsWatched, value ? 1 : 0);
    }

    /// <summary>Counts a lease. A full fence: what is read afterwards is at least as new as this addition.</summary>
    public void Enter(int cost) => Interlocked.Add(ref _counters.Occupancy, ((long)cost << 32) + 1);

    public void Leave(int cost)
    {
        var occupancy = Interlocked.Add(ref _counters.Occupancy, -(((long)cost << 32) + 1));
        if ((int)occupancy == 0 && Volatile.Read(ref _idle) is { } idle)
        {
            idle.TrySetResult();
        }
    }

    public void CountSuccess(TimeSpan latency)
    {
        var seconds = Math.Max(latency.Ticks, 0) / (double)TimeSpan.TicksPerSecond;
        if (Interlocked.Increment(ref _counters.Successes) == 1)
        {
            _counters.AverageSeconds = seconds;
        }
        else
        {
            _counters.AverageSeconds += (seconds - _counters.AverageSeconds) * NewestShare;
        }
    }

    public void CountFailure() => Interlocked.Increment(ref _counters.Failures);

    public void CountNeutral() => Interlocked.Increment(ref _counters.Neutral);

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
