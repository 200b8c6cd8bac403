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

    /// <summary>
    /// One after the other, each as often as its weight says, well mixed. For calls that cost alike on nodes of known,
    /// different sizes; ignores load. O(1) for equal weights, otherwise it looks at as many nodes as the largest weight
    /// is times the mean.
    /// </summary>
    /// <remarks>Static stride scheduler of gRPC (proposal A58).</remarks>
    public const string WeightedRoundRobin = "WeightedRoundRobin";

    /// <summary>Any node, by weight. For very many clients with few calls each; ignores load. O(1).</summary>
    /// <remarks>Alias method: A. J. Walker, ACM TOMS 3(3), 1977.</remarks>
    public const string Random = "Random";

    /// <summary>
    /// The better of two nodes drawn at random by latency x load x errors, where latency jumps to peaks at once and
    /// forgets them over ten seconds. For nodes whose speed differs or changes. Learns from
    /// <see cref="NodeLease.Complete"/>, so tell it true latencies. One pick in 64 is left to chance, to notice
    /// recoveries. O(1).
    /// </summary>
    /// <remarks>Peak EWMA of Finagle, with a penalty for errors in the score: a node that fails fast gets fewer calls.</remarks>
    public const string PeakEwma = "PeakEwma";

    /// <summary>
    /// The best of all nodes by latency x load x errors. It is not the literal policy of that name: picking the lowest
    /// latency alone sends every call to one node until it breaks down. Latency is a mean that
    /// <see cref="NodeLease.Complete"/> feeds; load is that with one more call; a node that fails gets a penalty. One
    /// pick in 64 is left to chance. For one balancer that sees all the traffic of few nodes. O(n).
    /// </summary>
    public const string LeastResponseTime = "LeastResponseTime";

    /// <summary>
    /// The node that <see cref="PickContext.Key"/> belongs to on a hash ring; when that node's load is at 1.25 times its share of all, the
    /// next that has room. For caches and sessions with hot keys. The same key has the same node in every process that
    /// has the same members. Without a key it is <see cref="PowerOfTwoChoices"/>. O(log n) while the node is idle, O(n)
    /// otherwise.
    /// </summary>
    /// <remarks>V. Mirrokni, M. Thorup, M. Zadimoghaddam, "Consistent Hashing with Bounded Loads", 2016.</remarks>
    public const string ConsistentHash = "ConsistentHash";

    /// <summary>
    /// The node that <see cref="PickContext.Key"/> belongs to in a lookup table; load has no say. For many keys of about
    /// the same weight: keys are spread within about one percent of the weights. The same key has the same node in every
    /// process that has the same members. Without a key it is <see cref="PowerOfTwoChoices"/>. O(1); a change of the
    /// pool costs the next call a new table, milliseconds at a thousand nodes.
    /// </summary>
    /// <remarks>D. Eisenbud et al., "Maglev: A Fast and Reliable Software Network Load Balancer", NSDI 2016.</remarks>
    public const string Maglev = "Maglev";
}
