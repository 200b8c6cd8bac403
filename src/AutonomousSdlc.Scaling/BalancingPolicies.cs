namespace AutonomousSdlc.Scaling;

/// <summary>Names of the built-in policies, for <see cref="LoadBalancerOptions.Policy"/>. Compared without regard to case.</summary>
public static class BalancingPolicies
{
    /// <summary>
    /// One node after the other. For calls that cost alike on nodes that are alike; ignores weight and load. O(1).
    /// </summary>
    public const string RoundRobin = "RoundRobin";

    /// <summary>
    /// The node with the least load for its weight, found by looking at all; ties go round. For one balancer that sees
    /// all the traffic of few nodes. O(n).
    /// </summary>
    public const string LeastRequests = "LeastRequests";

    /// <summary>
    /// The less loaded, for its weight, of two nodes drawn at random. The default: near the best of both worlds, and
    /// many clients that do not know of one another do not herd. O(1).
    /// </summary>
    /// <remarks>M. Mitzenmacher, "The Power of Two Choices in Randomized Load Balancing", IEEE TPDS 12(10), 2001.</remarks>
    public const string PowerOfTwoChoices = "PowerOfTwoChoices";
}
