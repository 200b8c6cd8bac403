using AutonomousSdlc.Shared;

namespace AutonomousSdlc.Scaling.Internal.Policies;

/// <summary>The better scored of two different candidates, with latency that jumps to peaks at once and forgets them slowly.</summary>
/// <remarks>Peak EWMA of Finagle (Twitter), here without locks, and with the penalty for errors inside the score.</remarks>
internal sealed class PeakEwmaPolicy : ILearningPolicy
{
    private readonly LatencyMemory _memory = new(keepsPeaks: true);

    public string Name => BalancingPolicies.PeakEwma;

    public int Pick(NodeSnapshot pool, in PickContext context, ref ulong random)
    {
        var candidates = pool.Candidates;
        if (candidates.Length == 1)
        {
            return 0;
        }

        var word = SplitMix64.Next(ref random);
        var (first, second) = TwoCandidates.Draw(word, candidates.Length);
        return !LatencyMemory.Explores(word) && _memory.Score(candidates[second]) < _memory.Score(candidates[first]) ? second : first;
    }

    public double Score(in Candidate candidate) => _memory.Score(candidate);

    public void Observe(NodeSnapshot pool, NodeCounters counters, CallOutcome outcome, TimeSpan latency, long now) =>
        _memory.Observe(pool, counters, outcome, latency, now);
}
