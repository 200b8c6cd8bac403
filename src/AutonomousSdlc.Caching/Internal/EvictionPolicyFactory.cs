using AutonomousSdlc.Caching.Internal.Policies;

namespace AutonomousSdlc.Caching.Internal;

/// <summary>The policies by name.</summary>
internal static class EvictionPolicyFactory
{
    private static readonly Dictionary<string, Func<long, int, IEvictionPolicy>> Policies = new(StringComparer.OrdinalIgnoreCase)
    {
        [EvictionPolicies.Adaptive] = static (capacity, seed) => new AdaptivePolicy(capacity, seed),
        [EvictionPolicies.TinyLfu] = static (capacity, seed) => new TinyLfuPolicy(capacity, seed: seed),
        [EvictionPolicies.Lru] = static (capacity, _) => new LruPolicy(capacity),
        [EvictionPolicies.S3Fifo] = static (capacity, _) => new S3FifoPolicy(capacity),
        [EvictionPolicies.RecencyFrequency] = static (capacity, _) => new RecencyFrequencyPolicy(capacity),
    };

    public static IReadOnlyCollection<string> Names => Policies.Keys;

    public static bool Exists(string name) => Policies.ContainsKey(name);

    public static IEvictionPolicy Create(string name, long capacity, int seed) => Policies[name](capacity, seed);
}
