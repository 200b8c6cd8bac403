using AutonomousSdlc.Shared;

namespace AutonomousSdlc.Scaling.Internal.Policies;

/// <summary>Any of them, by weight.</summary>
internal sealed class RandomPolicy : IBalancingPolicy
{
    private readonly PoolTable<AliasTable> _tables =
        new(static pool => new AliasTable([.. pool.Candidates.Select(static candidate => 1 / candidate.InverseWeight)]));

    public string Name => BalancingPolicies.Random;

    public int Pick(NodeSnapshot pool, in PickContext context, ref ulong random)
    {
        var word = SplitMix64.Next(ref random);
        return pool.HasEqualWeights ? SplitMix64.Scale((uint)word, pool.Candidates.Length) : _tables.For(pool).Draw(word);
    }

    public double Score(in Candidate candidate) => 0;
}
