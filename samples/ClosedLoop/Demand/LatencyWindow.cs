namespace ClosedLoop.Demand;

/// <summary>The latest latencies, for a percentile on the screen.</summary>
internal sealed class LatencyWindow
{
    private readonly Lock _lock = new();
    private readonly double[] _milliseconds = new double[512];
    private int _next;
    private int _count;

    public void Record(TimeSpan latency)
    {
        lock (_lock)
        {
            _milliseconds[_next] = latency.TotalMilliseconds;
            _next = (_next + 1) % _milliseconds.Length;
            _count = Math.Min(_count + 1, _milliseconds.Length);
        }
    }

    /// <summary>The 99th percentile in milliseconds; null before the first request.</summary>
    public double? Percentile99()
    {
        double[] sorted;
        lock (_lock)
        {
            sorted = _milliseconds[.._count];
        }

        if (sorted.Length == 0)
        {
            return null;
        }

        Array.Sort(sorted);
        return sorted[(int)(0.99 * (sorted.Length - 1))];
    }
}
