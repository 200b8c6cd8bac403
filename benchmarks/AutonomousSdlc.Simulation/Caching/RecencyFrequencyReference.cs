using AutonomousSdlc.Simulation.Caching.Internal;

namespace AutonomousSdlc.Simulation.Caching;

/// <summary>
/// Evicts the entry with the lowest score 0.7 / (1 + age / 3600 s) + 0.3 * min(count / 10, 1), where age is the time since
/// the last request and count the number of requests. Exact: all entries of one count are kept in order of recency, so the
/// minimum is among the ten oldest of their count.
/// </summary>
/// <remarks>Traces carry no time. The replay assumes <see cref="RequestsPerSecond"/>.</remarks>
public sealed class RecencyFrequencyReference(int keys, int capacity) : IReplayPolicy
{
    /// <summary>Requests per second at which a trace is taken to arrive.</summary>
    public const double RequestsPerSecond = 1000;

    private const int CountCap = 10;
    private const double RecencyWeight = 0.7;
    private const double FrequencyWeight = 0.3;
    private const double RecencyScaleSeconds = 3600;

    // List i holds the entries requested i times; list 0 stays empty.
    private readonly KeyLists _byCount = new(keys, CountCap + 1);
    private readonly long[] _lastRequest = new long[keys];
    private long _requests;

    public int Capacity { get; } = Capacities.Require(capacity);

    public int Count { get; private set; }

    /// <summary>The score of an entry; the lowest is evicted.</summary>
    /// <param name="ageSeconds">Time since the last request.</param>
    /// <param name="count">Requests seen, at least 1.</param>
    public static double Score(double ageSeconds, int count) =>
        (RecencyWeight / (1 + (ageSeconds / RecencyScaleSeconds))) + (FrequencyWeight * Math.Min(count / (double)CountCap, 1));

    public bool Access(int key)
    {
        _requests++;
        var count = _byCount.ListOf(key);
        if (count != KeyLists.None)
        {
            _byCount.MoveToFront(Math.Min(count + 1, CountCap), key);
            _lastRequest[key] = _requests;
            return true;
        }

        if (Count == Capacity)
        {
            _byCount.Remove(Victim());
            Count--;
        }

        _lastRequest[key] = _requests;
        _byCount.PushFront(1, key);
        Count++;
        return false;
    }

    private int Victim()
    {
        var victim = KeyLists.None;
        var lowest = double.PositiveInfinity;
        for (var count = 1; count <= CountCap; count++)
        {
            var oldest = _byCount.Back(count);
            if (oldest == KeyLists.None)
            {
                continue;
            }

            var score = Score((_requests - _lastRequest[oldest]) / RequestsPerSecond, count);
            if (score < lowest)
            {
                lowest = score;
                victim = oldest;
            }
        }

        return victim;
    }
}
