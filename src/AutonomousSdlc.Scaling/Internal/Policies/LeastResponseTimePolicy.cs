using AutonomousSdlc.Shared;

namespace AutonomousSdlc.Scaling.Internal.Policies;

/// <summary>
/// The best scored of all. Never the lowest latency as such: that one sends every call to the node that was fastest
/// last, until it breaks down, and then to the next. Latency counts times the load with one more call.
/// </summary>
internal sealed class LeastResponseTimePolicy : ILearningPolicy
{
    private readonly LatencyMemory _memory = new(keepsPeaks: false);

    public string Name => BalancingPolicies.LeastResponseTime;

    public int Pick(NodeSnapshot pool, in PickContext context, ref ulong random)
    {
        var candidates = pool.Candidates;
        var word = SplitMix64.Next(ref random);
        var best = SplitMix64.Scale((uint)word, candidates.Length);
        if (LatencyMemory.Explores(word))
        {
            return best;
        }

        // The scan starts at random and keeps the first of equals, so that ties go round.
        var least = _memory.Score(candidates[best]);
        var index = best;
        for (var i = 1; i < candidates.Length; i++)
        {
            index = index + 1 == candidates.Length ? 0 : index + 1;
            var score = _memory.Score(candidates[index]);
            if (score < least)
            {
                (best, least) = (index, score);
            }
        }

        return best;
    }

    public double Score(in Candidate candidate) => _memory.Score(candidate);

    public void Observe(NodeSnapshot pool, NodeCounters counters, CallOutcome outcome, TimeSpan latency, long now) =>
        _memory.Observe(pool, counters, outcome, latency, now);
}
