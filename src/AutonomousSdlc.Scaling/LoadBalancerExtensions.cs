using AutonomousSdlc.Scaling.Internal;

namespace AutonomousSdlc.Scaling;

/// <summary>Conveniences over <see cref="ILoadBalancer"/>.</summary>
public static class LoadBalancerExtensions
{
    /// <summary>Picks a node for a plain call or throws.</summary>
    /// <param name="balancer">The balancer.</param>
    /// <returns>The lease; complete or release it.</returns>
    /// <exception cref="NoNodeAvailableException">No node is available; the exception tells why.</exception>
    public static NodeLease Acquire(this ILoadBalancer balancer) => balancer.Acquire(default);

    /// <summary>Picks a node or throws.</summary>
    /// <param name="balancer">The balancer.</param>
    /// <param name="context">What is known about the call.</param>
    /// <returns>The lease; complete or release it.</returns>
    /// <exception cref="NoNodeAvailableException">No node is available; the exception tells why.</exception>
    public static NodeLease Acquire(this ILoadBalancer balancer, in PickContext context)
    {
        ArgumentNullException.ThrowIfNull(balancer);
        return balancer.TryAcquire(context, out var lease) ? lease : throw balancer.CreateNoNodeException(context);
    }

    /// <summary>Describes why <see cref="ILoadBalancer.TryAcquire"/> returned <see langword="false"/>, from the pool as it is now.</summary>
    /// <param name="balancer">The balancer.</param>
    /// <param name="context">The context that was refused.</param>
    /// <returns>An exception to throw.</returns>
    public static NoNodeAvailableException CreateNoNodeException(this ILoadBalancer balancer, in PickContext context)
    {
        ArgumentNullException.ThrowIfNull(balancer);
        var snapshot = balancer.Registry.Current;
        return new NoNodeAvailableException(balancer.Name, NoNodeReasons.Find(snapshot, context), snapshot.Nodes.Length);
    }
}
