using AutonomousSdlc.Shared;

namespace AutonomousSdlc.Deployment.Forwarder.Internal.Policies;

/// <summary>
/// Deterministic random thinning: request number <c>n</c> of a seed always lands on the same point of [0, total), and
/// consecutive numbers land independently. Random rather than interleaved, because the statistics of a canary assume
/// that a request's slot does not depend on its place in the arrival order.
/// </summary>
/// <remarks>
/// The range reduction is Lemire's multiply-high (Fast Random Integer Generation in an Interval, 2019) without the
/// rejection step: the bias is below total / 2^64.
/// </remarks>
internal static class WeightedPick
{
    /// <summary>Maps request <paramref name="number"/> to a point in [0, <paramref name="total"/>).</summary>
    public static ulong Point(ulong seed, ulong number, ulong total)
    {
        var word = SplitMix64.Mix(seed + (number * SplitMix64.Increment));
        return Math.BigMul(word, total, out _);
    }

    /// <summary>
    /// Index of the first entry whose cumulative weight exceeds the point, or -1 when all weights are zero. Linear: a
    /// table has a handful of slots.
    /// </summary>
    public static int Index(ReadOnlySpan<ulong> cumulative, ulong seed, ulong number)
    {
        if (cumulative.IsEmpty || cumulative[^1] == 0)
        {
            return -1;
        }

        var point = Point(seed, number, cumulative[^1]);
        var index = 0;
        while (cumulative[index] <= point)
        {
            index++;
        }

        return index;
    }
}
