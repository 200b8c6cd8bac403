namespace AutonomousSdlc.Scaling.Internal.Policies;

/// <summary>
/// Bounds how far the count moves within a sliding period, measured from the count at its begin, as the scaling policies of
/// the Kubernetes HorizontalPodAutoscaler (autoscaling/v2, <c>behavior</c>) do.
/// </summary>
internal sealed class ScaleRateLimiter
{
    private readonly Queue<(TimeSpan At, int Change)> _changes = new();

    public void Record(TimeSpan now, int change) => _changes.Enqueue((now, change));

    public int Highest(TimeSpan now, int current, ScaleRateOptions rate)
    {
        var start = CountAtBegin(now, current, rate.Period);
        return Saturate(start + Math.Max(rate.Count, Math.Ceiling(start * rate.Ratio)));
    }

    public int Lowest(TimeSpan now, int current, ScaleRateOptions rate)
    {
        var start = CountAtBegin(now, current, rate.Period);
        return Saturate(start - Math.Max(rate.Count, Math.Floor(start * rate.Ratio)));
    }

    /// <summary>Forgets changes that no period can reach any longer.</summary>
    public void Trim(TimeSpan now, TimeSpan longestPeriod)
    {
        while (_changes.TryPeek(out var first) && first.At <= now - longestPeriod)
        {
            _changes.Dequeue();
        }
    }

    public void Clear() => _changes.Clear();

    private int CountAtBegin(TimeSpan now, int current, TimeSpan period)
    {
        var start = current;
        foreach (var (at, change) in _changes)
        {
            if (at > now - period)
            {
                start -= change;
            }
        }

        return Math.Max(start, 0);
    }

    private static int Saturate(double value) => (int)Math.Clamp(value, 0, int.MaxValue);
}
