namespace AutonomousSdlc.Scaling.Internal.Policies;

/// <summary>
/// One after the other, each as often as its weight says, well mixed: static stride scheduling. Threads share one
/// counter and nothing else. Looks at as many candidates as the largest weight is times the mean.
/// </summary>
/// <remarks>Static stride scheduler of gRPC (proposal A58, weighted round robin).</remarks>
internal sealed class WeightedRoundRobinPolicy(uint start) : IBalancingPolicy
{
    private readonly PoolTable<StrideTable> _tables =
        new(static pool => new StrideTable([.. pool.Candidates.Select(static candidate => 1 / candidate.InverseWeight)]));

    private PaddedCounter _position = new() { Value = start };

    public string Name => BalancingPolicies.WeightedRoundRobin;

    public int Pick(NodeSnapshot pool, in PickContext context, ref ulong random)
    {
        if (pool.HasEqualWeights)
        {
            return (int)(Interlocked.Increment(ref _position.Value) % (uint)pool.Candidates.Length);
        }

        var table = _tables.For(pool);
        int index;
        while (!table.Takes(Interlocked.Increment(ref _position.Value), out index))
        {
        }

        return index;
    }

    public double Score(in Candidate candidate) => candidate.InverseWeight;
}
