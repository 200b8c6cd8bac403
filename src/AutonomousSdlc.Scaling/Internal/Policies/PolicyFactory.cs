using AutonomousSdlc.Shared;

namespace AutonomousSdlc.Scaling.Internal.Policies;

/// <summary>The built-in policies by name.</summary>
internal static class PolicyFactory
{
    public static IReadOnlyList<string> Names { get; } =
        [BalancingPolicies.RoundRobin, BalancingPolicies.LeastRequests, BalancingPolicies.PowerOfTwoChoices];

    public static bool IsKnown(string? name) => Names.Contains(name, StringComparer.OrdinalIgnoreCase);

    /// <param name="name">A known name.</param>
    /// <param name="seed">Where policies with a memory start.</param>
    public static IBalancingPolicy Create(string name, ulong seed)
    {
        if (Is(name, BalancingPolicies.RoundRobin))
        {
            return new RoundRobinPolicy((uint)SplitMix64.Mix(seed));
        }

        if (Is(name, BalancingPolicies.LeastRequests))
        {
            return new LeastRequestsPolicy();
        }

        return Is(name, BalancingPolicies.PowerOfTwoChoices)
            ? new PowerOfTwoChoicesPolicy()
            : throw new ArgumentException($"Policy ({name}) is not known. Use one of {string.Join(", ", Names)}.", nameof(name));
    }

    private static bool Is(string name, string policy) => string.Equals(name, policy, StringComparison.OrdinalIgnoreCase);
}
