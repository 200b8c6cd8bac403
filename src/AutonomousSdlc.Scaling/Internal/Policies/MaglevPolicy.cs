namespace AutonomousSdlc.Scaling.Internal.Policies;

/// <summary>The node that the key belongs to by a table that spreads keys evenly; load has no say. A call without a key goes to the less loaded of two.</summary>
internal sealed class MaglevPolicy : IBalancingPolicy
{
    private const int StepsPerCandidate = 4;

    private readonly PowerOfTwoChoicesPolicy _keyless = new();
    private readonly PoolTable<MaglevTable> _tables = new(static pool => new MaglevTable(pool.Candidates));

    public string Name => BalancingPolicies.Maglev;

    public int Pick(NodeSnapshot pool, in PickContext context, ref ulong random)
    {
        if (context.Key is not { } key)
        {
            return _keyless.Pick(pool, context, ref random);
        }

        var table = _tables.For(pool);
        var place = table.Locate(KeyHash.Compute(key));
        var owner = table.OwnerOf(place);

        // Neighbouring places have unrelated owners, so the keys of an excluded node spread over all others.
        for (var steps = StepsPerCandidate * pool.Candidates.Length; steps > 0 && context.Excludes(pool.Candidates[owner].Node.Id); steps--)
        {
            place = table.Next(place);
            owner = table.OwnerOf(place);
        }

        return owner;
    }

    public double Score(in Candidate candidate) => 0;
}
