namespace AutonomousSdlc.Scaling;

/// <summary>Spreads calls over the members of a registry. Resolve it as a keyed service under the name given to <c>AddLoadBalancer</c>.</summary>
/// <remarks>Safe for concurrent use.</remarks>
public interface ILoadBalancer
{
    /// <summary>Name that it was added under.</summary>
    string Name { get; }

    /// <summary>Name of the policy, one of <see cref="BalancingPolicies"/>.</summary>
    string Policy { get; }

    /// <summary>The pool that it picks from.</summary>
    INodeRegistry Registry { get; }

    /// <summary>
    /// Picks a node and counts the call against it, without locks or allocation. Complete or release the lease exactly
    /// once, whatever happens to the call; more often is harmless, never leaves the node looking busy.
    /// </summary>
    /// <param name="context">What is known about the call; <c>default</c> for a plain one.</param>
    /// <param name="lease">The node, when there is one.</param>
    /// <returns><see langword="false"/> when the pool is empty, all members drain, all are excluded or the deadline has passed.</returns>
    bool TryAcquire(in PickContext context, out NodeLease lease);

    /// <summary>Totals and members at this moment; O(members).</summary>
    /// <returns>A copy that does not change.</returns>
    ClusterMetrics GetMetrics();

    /// <summary>Tells which members a call could get now, how the policy ranks them, and why not the others. Picks nothing; O(members).</summary>
    /// <param name="context">The call.</param>
    /// <returns>The explanation.</returns>
    PickExplanation Explain(in PickContext context);
}
