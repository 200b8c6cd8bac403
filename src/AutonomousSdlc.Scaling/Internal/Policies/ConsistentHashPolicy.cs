namespace AutonomousSdlc.Scaling.Internal.Policies;

/// <summary>
/// The node that the key belongs to, or the next on the ring that has room: no node takes a call while its load is at
/// 1.25 times its share of all. A call without a key goes to the less loaded of two.
/// </summary>
/// <remarks>V. Mirrokni, M. Thorup, M. Zadimoghaddam, "Consistent Hashing with Bounded Loads", 2016 (arXiv:1608.01350).</remarks>
internal sealed class ConsistentHashPolicy : IBalancingPolicy
{
    private const double Balance = 1.25;

    private readonly PowerOfTwoChoicesPolicy _keyless = new();
    private readonly PoolTable<HashRing> _rings = new(static pool => new HashRing(pool.Candidates));

    public string Name => BalancingPolicies.ConsistentHash;

    public int Pick(NodeSnapshot pool, in PickContext context, ref ulong random)
    {
        if (context.Key is not { } key)
        {
            return _keyless.Pick(pool, context, ref random);
        }

        var ring = _rings.For(pool);
        var point = ring.Locate(KeyHash.Compute(key));
        var home = ring.OwnerOf(point);

        // An idle node has room whatever the others hold, so their loads need not be added up.
        return pool.Candidates[home].Counters.Load == 0 && !context.Excludes(pool.Candidates[home].Node.Id)
            ? home
            : FindRoom(pool.Candidates, ring, point, context);
    }

    public double Score(in Candidate candidate) => candidate.NextLoad;

    private static int FindRoom(Candidate[] candidates, HashRing ring, int point, in PickContext context)
    {
        var load = (double)context.Cost;
        foreach (ref readonly var candidate in candidates.AsSpan())
        {
            load += candidate.Counters.Load;
        }

        var loadPerWeight = Balance * load / ring.TotalWeight;
        var home = ring.OwnerOf(point);
        for (var step = 0; step < ring.Points; step++)
        {
            var owner = ring.OwnerOf(point);
            ref readonly var candidate = ref candidates[owner];
            if (candidate.Counters.Load < Math.Ceiling(loadPerWeight / candidate.InverseWeight) && !context.Excludes(candidate.Node.Id))
            {
                return owner;
            }

            point = ring.Next(point);
        }

        return home;
    }
}
