namespace AutonomousSdlc.Simulation.Caching;

/// <summary>The policies a replay can use, by their canonical names. One line here adds a policy to every study.</summary>
public static class ReplayPolicies
{
    private static readonly OrderedDictionary<string, ReplayPolicyFactory> Factories = new(StringComparer.Ordinal)
    {
        ["adaptive"] = static (trace, capacity, seed) => ShippedPolicy.Adaptive(trace.Distinct, capacity, seed),
        ["tinylfu"] = static (trace, capacity, seed) => ShippedPolicy.TinyLfu(trace.Distinct, capacity, seed),
        ["lru"] = static (trace, capacity, _) => new LruReference(trace.Distinct, capacity),
        ["arc"] = static (trace, capacity, _) => new ArcReference(trace.Distinct, capacity),
        ["s3fifo"] = static (trace, capacity, _) => new S3FifoReference(trace.Distinct, capacity),
        ["sieve"] = static (trace, capacity, _) => new SieveReference(trace.Distinct, capacity),
        ["recency-frequency"] = static (trace, capacity, _) => new RecencyFrequencyReference(trace.Distinct, capacity),
        ["shipped-lru"] = static (trace, capacity, seed) => ShippedPolicy.Lru(trace.Distinct, capacity, seed),
        ["shipped-s3fifo"] = static (trace, capacity, seed) => ShippedPolicy.S3Fifo(trace.Distinct, capacity, seed),
        ["shipped-recency-frequency"] = static (trace, capacity, seed) => ShippedPolicy.RecencyFrequency(trace.Distinct, capacity, seed),
        ["fifo"] = static (trace, capacity, _) => new FifoReference(trace.Distinct, capacity),
        ["belady"] = static (trace, capacity, _) => new BeladyReference(trace, capacity),
    };

    /// <summary>Canonical names in the order of the tables.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Factories.Keys];

    /// <summary>The factory of a policy, or null when there is none of that name.</summary>
    public static ReplayPolicyFactory? Find(string name) => Factories.GetValueOrDefault(name);
}
