using AutonomousSdlc.Shared;

namespace AutonomousSdlc.Scaling.Internal.Policies;

/// <summary>The less loaded, for its weight, of two different candidates; one random word draws both.</summary>
internal sealed class PowerOfTwoChoicesPolicy : IBalancingPolicy
{
    public string Name => BalancingPolicies.PowerOfTwoChoices;

    public int Pick(NodeSnapshot pool, in PickContext context, ref ulong random)
    {
        var candidates = pool.Candidates;
        var count = candidates.Length;
        if (count == 1)
        {
            return 0;
        }

        var (first, second) = TwoCandidates.Draw(SplitMix64.Next(ref random), count);
        ref readonly var one = ref candidates[first];
        ref readonly var other = ref candidates[second];
        return pool.HasEqualWeights
            ? other.Counters.Load < one.Counters.Load ? second : first
            : other.NextLoad < one.NextLoad ? second : first;
    }

    public double Score(in Candidate candidate) => candidate.NextLoad;
}
