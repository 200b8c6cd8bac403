using AutonomousSdlc.Shared;

namespace AutonomousSdlc.Scaling.Internal.Policies;

/// <summary>The built-in policies by name.</summary>
internal static class PolicyFactory
{
    private static readonly OrderedDictionary<string, Func<ulong, IBalancingPolicy>> Policies = new(StringComparer.OrdinalIgnoreCase)
    {
        [BalancingPolicies.RoundRobin] = static seed => new RoundRobinPolicy((uint)SplitMix64.Mix(seed)),
        [BalancingPolicies.WeightedRoundRobin] = static seed => new WeightedRoundRobinPolicy((uint)SplitMix64.Mix(seed)),
        [BalancingPolicies.Random] = static _ => new RandomPolicy(),
        [BalancingPolicies.LeastRequests] = static _ => new LeastRequestsPolicy(),
        [BalancingPolicies.PowerOfTwoChoices] = static _ => new PowerOfTwoChoicesPolicy(),
        [BalancingPolicies.PeakEwma] = static _ => new PeakEwmaPolicy(),
        [BalancingPolicies.LeastResponseTime] = static _ => new LeastResponseTimePolicy(),
        [BalancingPolicies.ConsistentHash] = static _ => new ConsistentHashPolicy(),
        [BalancingPolicies.Maglev] = static _ => new MaglevPolicy(),
    };

    public static IReadOnlyList<string> Names { get; } = [.. Policies.Keys];

    public static bool IsKnown(string? name) => name is not null && Policies.ContainsKey(name);

    /// <param name="name">A known name.</param>
    /// <param name="seed">Where policies with a memory start.</param>
    public static IBalancingPolicy Create(string name, ulong seed) => Policies.TryGetValue(name, out var create)
        ? create(seed)
        : throw new ArgumentException($"Policy ({name}) is not known. Use one of {string.Join(", ", Names)}.", nameof(name));
}
