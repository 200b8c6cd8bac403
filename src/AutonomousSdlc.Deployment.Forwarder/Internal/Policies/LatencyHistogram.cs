using System.Numerics;

namespace AutonomousSdlc.Deployment.Forwarder.Internal.Policies;

/// <summary>
/// Log-linear histogram of microseconds: eight linear steps per power of two, so that a reported quantile is at most
/// 12.5 % above the true one. Adding is one atomic increment; reading while others add sees each count once or not yet.
/// </summary>
/// <remarks>The layout follows HdrHistogram (Tene).</remarks>
internal sealed class LatencyHistogram
{
    private const int SubBits = 3;
    private const int SubCount = 1 << SubBits;

    // 2^36 us is 19 hours; anything longer is counted in the last bucket.
    private const int MaximumBits = 36;
    private const int Buckets = (MaximumBits - SubBits + 1) * SubCount;

    private readonly long[] _counts = new long[Buckets];

    public void Add(TimeSpan latency)
    {
        var microseconds = Math.Max(0, latency.Ticks / TimeSpan.TicksPerMicrosecond);
        Interlocked.Increment(ref _counts[IndexOf((ulong)microseconds)]);
    }

    /// <summary>The upper edge of the bucket that holds quantile <paramref name="ratio"/>; null without samples.</summary>
    public TimeSpan? Quantile(double ratio)
    {
        Span<long> counts = stackalloc long[Buckets];
        long total = 0;
        for (var i = 0; i < Buckets; i++)
        {
            counts[i] = Interlocked.Read(ref _counts[i]);
            total += counts[i];
        }

        if (total == 0)
        {
            return null;
        }

        var rank = Math.Clamp((long)Math.Ceiling(ratio * total), 1, total);
        var index = 0;
        for (var seen = counts[0]; seen < rank; seen += counts[index])
        {
            index++;
        }

        return TimeSpan.FromMicroseconds(UpperEdge(index));
    }

    internal static int IndexOf(ulong microseconds)
    {
        if (microseconds < SubCount)
        {
            return (int)microseconds;
        }

        var exponent = BitOperations.Log2(microseconds) - SubBits;
        var index = ((exponent + 1) * SubCount) + (int)((microseconds >> exponent) - SubCount);
        return Math.Min(index, Buckets - 1);
    }

    internal static long UpperEdge(int index)
    {
        if (index < SubCount)
        {
            return index;
        }

        var exponent = (index / SubCount) - 1;
        return ((long)((index % SubCount) + SubCount + 1) << exponent) - 1;
    }
}
