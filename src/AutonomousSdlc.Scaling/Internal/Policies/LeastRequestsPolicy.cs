using AutonomousSdlc.Shared;

namespace AutonomousSdlc.Scaling.Internal.Policies;

/// <summary>The least loaded of all, for its weight. The scan starts at random and keeps the first of equals, so ties go round.</summary>
internal sealed class LeastRequestsPolicy : IBalancingPolicy
{
    public string Name => BalancingPolicies.LeastRequests;

    public int Pick(NodeSnapshot pool, in PickContext context, ref ulong random)
    {
        var candidates = pool.Candidates;
        var start = SplitMix64.Scale((uint)SplitMix64.Next(ref random), candidates.Length);
        return pool.HasEqualWeights ? PickByLoad(candidates, start) : PickByNextLoad(candidates, start);
    }

    public double Score(in Candidate candidate) => candidate.NextLoad;

    private static int PickByLoad(Candidate[] candidates, int start)
    {
        var best = start;
        var least = candidates[start].Counters.Load;
        var index = start;
        for (var i = 1; i < candidates.Length && least > 0; i++)
        {
            index = index + 1 == candidates.Length ? 0 : index + 1;
            var load = candidates[index].Counters.Load;
            if (load < least)
            {
                (best, least) = (index, load);
            }
        }

        return best;
    }

    private static int PickByNextLoad(Candidate[] candidates, int start)
    {
        var best = start;
        var least = candidates[start].NextLoad;
        var index = start;
        for (var i = 1; i < candidates.Length; i++)
        {
            index = index + 1 == candidates.Length ? 0 : index + 1;
            var load = candidates[index].NextLoad;
            if (load < least)
            {
                (best, least) = (index, load);
            }
        }

        return best;
    }
}
