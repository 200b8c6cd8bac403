using AutonomousSdlc.Simulation.Traces;

namespace ClosedLoop.Demand;

/// <summary>
/// Turns a trace into endless pages: it is looped, and every loop replaces an eighth of the items by new ones, as a
/// catalogue drifts.
/// </summary>
internal sealed class PageSource(DenseTrace trace)
{
    /// <summary>Items of a page: consecutive requests of the trace.</summary>
    public const int ItemsPerPage = 8;

    private const int DriftShare = 8;

    /// <summary>Items that a replay without drift needs.</summary>
    public int Distinct => trace.Distinct;

    public string Name => trace.Name;

    /// <summary>The items of one page.</summary>
    /// <param name="page">Number of the page, from 0 on.</param>
    public ulong[] Items(long page)
    {
        var items = new ulong[ItemsPerPage];
        var requests = trace.Requests;
        for (var i = 0; i < items.Length; i++)
        {
            var position = (page * ItemsPerPage) + i;
            var loop = position / requests.Length;
            var key = requests[(int)(position % requests.Length)];
            items[i] = Drift((ulong)key, loop);
        }

        return items;
    }

    /// <summary>After k loops a key has been renamed once for each loop in which its turn came.</summary>
    private static ulong Drift(ulong key, long loop)
    {
        var generation = (ulong)((loop + DriftShare - 1 - (long)(key % DriftShare)) / DriftShare);
        return (generation << 32) | key;
    }
}
