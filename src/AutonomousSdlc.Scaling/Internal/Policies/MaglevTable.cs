using AutonomousSdlc.Shared;

namespace AutonomousSdlc.Scaling.Internal.Policies;

/// <summary>
/// A table with a prime number of places, at least a hundred per candidate. The candidates take turns, each taking the
/// first free place of a permutation of its own; one with less weight sits turns out. What the table holds depends on
/// nothing but the ids and weights.
/// </summary>
/// <remarks>D. Eisenbud et al., "Maglev: A Fast and Reliable Software Network Load Balancer", NSDI 2016, section 3.4.</remarks>
internal sealed class MaglevTable
{
    private const int PlacesPerCandidate = 100;
    private const int Free = -1;

    private static readonly int[] Sizes = [1_021, 4_093, 16_381, 65_537, 131_071, 262_139, 1_048_573, 4_194_301, 16_777_213];

    private readonly int[] _places;

    public MaglevTable(Candidate[] candidates)
    {
        var wanted = (long)candidates.Length * PlacesPerCandidate;
        _places = new int[Sizes.FirstOrDefault(size => size >= wanted, Sizes[^1])];
        Array.Fill(_places, Free);
        var most = candidates.Max(static candidate => 1 / candidate.InverseWeight);
        var turns = candidates
            .Select((candidate, index) => new Turns(index, KeyHash.Compute(candidate.Node.Id), 1 / (candidate.InverseWeight * most), _places.Length))
            .OrderBy(turn => candidates[turn.Candidate].Node.Id, StringComparer.Ordinal)
            .ToArray();
        for (var left = _places.Length; left > 0;)
        {
            left = TakeTurns(turns, left);
        }
    }

    public int Places => _places.Length;

    public int Locate(ulong hash) => SplitMix64.Scale((uint)(hash >> 32), _places.Length);

    public int Next(int place) => place + 1 == _places.Length ? 0 : place + 1;

    /// <summary>Index of the candidate that a place belongs to.</summary>
    public int OwnerOf(int place) => _places[place];

    private int TakeTurns(Turns[] turns, int left)
    {
        foreach (var turn in turns)
        {
            if (left > 0 && turn.IsDue())
            {
                _places[turn.FindFree(_places)] = turn.Candidate;
                left--;
            }
        }

        return left;
    }

    private sealed class Turns(int candidate, ulong hash, double share, int places)
    {
        private readonly int _skip = (int)(SplitMix64.Mix(hash) % (ulong)(places - 1)) + 1;
        private int _place = (int)(hash % (ulong)places);
        private double _credit;

        public int Candidate => candidate;

        public bool IsDue()
        {
            _credit += share;
            if (_credit < 1)
            {
                return false;
            }

            _credit--;
            return true;
        }

        /// <summary>Goes on in the permutation, which visits every place because their number is prime.</summary>
        public int FindFree(int[] taken)
        {
            while (taken[_place] != Free)
            {
                _place = (int)(((long)_place + _skip) % places);
            }

            return _place;
        }
    }
}
