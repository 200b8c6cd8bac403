using AutonomousSdlc.Caching.Internal.Policies;

namespace AutonomousSdlc.Caching.Internal;

/// <summary>The policies by name.</summary>
internal static class EvictionPolicyFactory
{
    private static readonly Dictionary<string, Func<long, int, IEvictionPolicy>> Policies = new(StringComparer.OrdinalIgnoreCase)
    {
        [EvictionPolicies.TinyLfu] = static (capacity, seed) => new TinyLfuPolicy(capacity, seed: seed),
    };

    public static IReadOnlyCollection<string> Names => Policies.Keys;

    public static bool Exists(string name) => Policies.ContainsKey(name);

    public static IEvictionPolicy Create(string name, long capacity, int seed) => Policies[name](capacity, seed);
}
