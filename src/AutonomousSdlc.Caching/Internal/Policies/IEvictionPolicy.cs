namespace AutonomousSdlc.Caching.Internal.Policies;

/// <summary>
/// Decides which entry goes when the cache is over its budget. A policy is a pure state machine over small integers:
/// the engine (or a simulator) numbers its entries and reports what happens to them, one call at a time.
/// </summary>
/// <remarks>
/// Nodes are dense: the caller reuses the number of a removed node before it takes a higher one. A policy is not
/// thread-safe; the caller serialises. No call reads a clock or a random source other than the seed given at creation,
/// so equal call sequences give equal decisions.
/// </remarks>
internal interface IEvictionPolicy
{
    /// <summary>Name under which users select this policy.</summary>
    string Name { get; }

    /// <summary>Weight that the policy shapes its queues for.</summary>
    long Capacity { get; }

    /// <summary>Sum of the weights of all nodes it holds.</summary>
    long Weight { get; }

    /// <summary>Number of nodes it holds.</summary>
    int Count { get; }

    /// <summary>Takes in a node that it does not hold. Call <see cref="Evict"/> until it answers -1 afterwards.</summary>
    /// <param name="node">Number of the entry, at least 0.</param>
    /// <param name="hash">Hash of the key; equal for equal keys over the life of the policy.</param>
    /// <param name="weight">Weight, at least 1.</param>
    void Add(int node, uint hash, long weight);

    /// <summary>Records uses. Unknown nodes are ignored: a use may be reported after its entry went.</summary>
    /// <param name="node">Number of the entry.</param>
    /// <param name="uses">How many uses this one stands for, at least 1, when only a sample of them is reported.</param>
    void Hit(int node, int uses = 1);

    /// <summary>Records that the value of a held node was replaced, which counts as a use.</summary>
    void Update(int node, long weight);

    /// <summary>Forgets a node that left for another reason than eviction. Unknown nodes are ignored.</summary>
    void Remove(int node);

    /// <summary>Chooses and forgets the next victim.</summary>
    /// <param name="limit">Evicts only while <see cref="Weight"/> exceeds this.</param>
    /// <returns>The victim, or -1 when the weight is within the limit.</returns>
    int Evict(long limit);

    /// <summary>Changes <see cref="Capacity"/>; call <see cref="Evict"/> afterwards.</summary>
    void Resize(long capacity);
}
