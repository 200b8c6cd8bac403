using AutonomousSdlc.Shared;

namespace AutonomousSdlc.Scaling.Internal.Policies;

/// <summary>Points of candidates on a circle of hashes, about a hundred each, more for more weight. Where they lie depends on nothing but the ids and weights.</summary>
/// <remarks>D. Karger et al., "Consistent Hashing and Random Trees", STOC 1997.</remarks>
internal sealed class HashRing
{
    private const double MeanPoints = 100;

    private readonly ulong[] _positions;
    private readonly int[] _owners;

    public HashRing(Candidate[] candidates)
    {
        TotalWeight = candidates.Sum(static candidate => 1 / candidate.InverseWeight);
        var points = new List<(ulong Position, int Owner)>();
        for (var owner = 0; owner < candidates.Length; owner++)
        {
            var state = KeyHash.Compute(candidates[owner].Node.Id);
            var share = candidates.Length / (candidates[owner].InverseWeight * TotalWeight);
            for (var count = Math.Max(Math.Round(share * MeanPoints), 1); count > 0; count--)
            {
                points.Add((SplitMix64.Next(ref state), owner));
            }
        }

        points.Sort((one, other) => one.Position != other.Position
            ? one.Position.CompareTo(other.Position)
            : string.CompareOrdinal(candidates[one.Owner].Node.Id, candidates[other.Owner].Node.Id));
        _positions = [.. points.Select(static point => point.Position)];
        _owners = [.. points.Select(static point => point.Owner)];
    }

    /// <summary>Sum of the weights of the candidates.</summary>
    public double TotalWeight { get; }

    public int Points => _owners.Length;

    /// <summary>The point at or after a hash, going round.</summary>
    public int Locate(ulong hash)
    {
        var point = Array.BinarySearch(_positions, hash);
        point = point < 0 ? ~point : point;
        return point == _positions.Length ? 0 : point;
    }

    public int Next(int point) => point + 1 == _owners.Length ? 0 : point + 1;

    /// <summary>Index of the candidate that a point belongs to.</summary>
    public int OwnerOf(int point) => _owners[point];
}
