namespace AutonomousSdlc.Scaling.Internal.Policies;

/// <summary>Live figures of one member: what is in flight, and how calls ended.</summary>
internal class NodeCounters
{
    private const double NewestShare = 0.1;

    private SlotCounters _counters;

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

    /// <summary>See <see cref="SlotCounters.ErrorShare"/>. Like the two below it is updated without atomics: a lost update costs an estimate nothing.</summary>
    public float ErrorShare
    {
        get => Volatile.Read(ref _counters.ErrorShare);
        set => Volatile.Write(ref _counters.ErrorShare, value);
    }

    /// <summary>See <see cref="SlotCounters.LearnedSeconds"/>.</summary>
    public double LearnedSeconds
    {
        get => Volatile.Read(ref _counters.LearnedSeconds);
        set => Volatile.Write(ref _counters.LearnedSeconds, value);
    }

    /// <summary>See <see cref="SlotCounters.LearnedAt"/>.</summary>
    public long LearnedAt
    {
        get => Volatile.Read(ref _counters.LearnedAt);
        set => Volatile.Write(ref _counters.LearnedAt, value);
    }

    /// <summary>Counts a lease. A full fence: what is read afterwards is at least as new as this addition.</summary>
    public void Enter(int cost) => Interlocked.Add(ref _counters.Occupancy, ((long)cost << 32) + 1);

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

    /// <returns>Leases that are left.</returns>
    protected int Subtract(int cost) => (int)Interlocked.Add(ref _counters.Occupancy, -(((long)cost << 32) + 1));
}
