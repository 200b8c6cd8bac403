namespace AutonomousSdlc.Scaling.Internal.Policies;

/// <summary>Median of the latencies that are known of a pool, for the nodes of which none is known. Measured anew ten times a second at most.</summary>
internal sealed class PoolMedian
{
    private const long MillisecondsBetween = 100;

    private double[]? _scratch = [];
    private double _seconds;
    private long _measuredAt;

    /// <summary>In seconds; 0 before any latency is known.</summary>
    public double Seconds => Volatile.Read(ref _seconds);

    public void Refresh(NodeSnapshot pool, long now)
    {
        if (Seconds > 0 && now - Volatile.Read(ref _measuredAt) < MillisecondsBetween)
        {
            return;
        }

        // Whoever gets the scratch measures; the others go on with the median of before.
        if (Interlocked.Exchange(ref _scratch, null) is { } scratch)
        {
            Volatile.Write(ref _measuredAt, now);
            Measure(pool, ref scratch);
            Volatile.Write(ref _scratch, scratch);
        }
    }

    private void Measure(NodeSnapshot pool, ref double[] scratch)
    {
        var candidates = pool.Candidates;
        if (scratch.Length < candidates.Length)
        {
            scratch = new double[candidates.Length];
        }

        var known = 0;
        foreach (ref readonly var candidate in candidates.AsSpan())
        {
            var seconds = candidate.Counters.LearnedSeconds;
            if (seconds > 0)
            {
                scratch[known++] = seconds;
            }
        }

        if (known > 0)
        {
            scratch.AsSpan(0, known).Sort();
            Volatile.Write(ref _seconds, scratch[known / 2]);
        }
    }
}
