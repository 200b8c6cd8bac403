namespace AutonomousSdlc.Scaling.Internal.Policies;

/// <summary>One after the other. It starts anywhere, so that clients that start together do not march in step.</summary>
internal sealed class RoundRobinPolicy(uint start) : IBalancingPolicy
{
    private PaddedCounter _turn = new() { Value = start };

    public string Name => BalancingPolicies.RoundRobin;

    public int Pick(NodeSnapshot pool, in PickContext context, ref ulong random) =>
        (int)(Interlocked.Increment(ref _turn.Value) % (uint)pool.Candidates.Length);

    public double Score(in Candidate candidate) => 0;
}
