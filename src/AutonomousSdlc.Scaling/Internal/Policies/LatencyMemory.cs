namespace AutonomousSdlc.Scaling.Internal.Policies;

/// <summary>
/// What latency-aware policies know of nodes, and the score that follows from it: latency times the load with one more
/// call, for the weight, times a penalty for errors. A node that fails fast scores badly however fast it fails, because
/// failures never lower its latency and raise its penalty.
/// </summary>
/// <param name="keepsPeaks">
/// A latency above the estimate replaces it at once and then fades with time (peak-sensitive); otherwise each latency
/// counts a tenth, or more when the last one is long ago.
/// </param>
internal sealed class LatencyMemory(bool keepsPeaks)
{
    private const double LifetimeMilliseconds = 10_000;
    private const double NewestShare = 0.1;
    private const double ErrorPenalty = 100;

    private readonly PoolMedian _median = new();

    /// <summary>Smaller is better. Nothing fades on read, which saves the clock: <see cref="Explores"/> sees to it that estimates are renewed.</summary>
    public double Score(in Candidate candidate)
    {
        var seconds = candidate.Counters.LearnedSeconds;
        if (seconds <= 0)
        {
            var median = _median.Seconds;
            seconds = median > 0 ? median : 1;
        }

        double errors = candidate.Counters.ErrorShare;
        return seconds * (1 + (ErrorPenalty * errors * errors)) * candidate.NextLoad;
    }

    /// <summary>Whether a pick goes where chance says, which is one in 64, so that a node that was slow or failed is tried again.</summary>
    /// <param name="word">The random word of the pick.</param>
    public static bool Explores(ulong word) => (word & 63) == 0;

    public void Observe(NodeSnapshot pool, NodeCounters counters, CallOutcome outcome, TimeSpan latency, long now)
    {
        // Zero stands for unknown, so the shortest latency is one tick.
        var seconds = Math.Max(latency.Ticks, 1) / (double)TimeSpan.TicksPerSecond;
        if (outcome == CallOutcome.Succeeded)
        {
            LearnSuccess(counters, seconds, now);
        }
        else
        {
            LearnFailure(counters, outcome, seconds, now);
        }

        _median.Refresh(pool, now);
    }

    private void LearnSuccess(NodeCounters counters, double seconds, long now)
    {
        var known = counters.LearnedSeconds;
        var age = now - counters.LearnedAt;
        var fade = age > 0 ? 1 - Math.Exp(-age / LifetimeMilliseconds) : 0;
        var share = Math.Max(fade, NewestShare);
        if (known <= 0 || (keepsPeaks && seconds > known))
        {
            counters.LearnedSeconds = seconds;
        }
        else
        {
            counters.LearnedSeconds = known + ((seconds - known) * (keepsPeaks ? fade : share));
        }

        counters.LearnedAt = now;
        var errors = counters.ErrorShare;
        if (errors > 0)
        {
            counters.ErrorShare = (float)(errors * (1 - share));
        }
    }

    /// <summary>A call that did not succeed took at least this long: that may raise the estimate and never lowers it.</summary>
    private static void LearnFailure(NodeCounters counters, CallOutcome outcome, double seconds, long now)
    {
        var known = counters.LearnedSeconds;
        if (known > 0 && seconds > known)
        {
            counters.LearnedSeconds = seconds;
            counters.LearnedAt = now;
        }

        // A node that declines quickly is no better a choice than one that fails quickly. A caller that gave up proves nothing.
        if (outcome != CallOutcome.Canceled)
        {
            var errors = counters.ErrorShare;
            counters.ErrorShare = (float)(errors + ((1 - errors) * NewestShare));
        }
    }
}
