namespace AutonomousSdlc.Simulation.Tests.Models;

/// <summary>The most hits any sequence of decisions can reach, found by trying all: for traces of a dozen requests.</summary>
internal sealed class ExhaustiveOptimum(int[] requests, int capacity)
{
    private readonly Dictionary<(int Index, int Cached), int> _known = [];

    public int Hits => From(0, 0);

    private int From(int index, int cached)
    {
        if (index == requests.Length)
        {
            return 0;
        }

        if (_known.TryGetValue((index, cached), out var known))
        {
            return known;
        }

        var bit = 1 << requests[index];
        var hit = (cached & bit) != 0 ? 1 : 0;
        var best = From(index + 1, cached);
        if (hit == 0)
        {
            var admitted = cached | bit;
            for (var kept = admitted; kept != 0; kept = (kept - 1) & admitted)
            {
                if (int.PopCount(kept) <= capacity)
                {
                    best = Math.Max(best, From(index + 1, kept));
                }
            }
        }

        _known[(index, cached)] = hit + best;
        return hit + best;
    }
}
