using AutonomousSdlc.Scaling.Internal;

namespace AutonomousSdlc.Scaling;

/// <summary>
/// A node that is counted as busy with one call until the lease is completed or released. Copies stand for the same
/// lease: the first completion counts, later ones change nothing, even after the node's slot went to another member.
/// </summary>
/// <remarks>No allocation. Thread-safe: a lease may be completed on any thread.</remarks>
public readonly struct NodeLease : IDisposable
{
    private readonly LoadBalancer? _owner;
    private readonly Node? _node;
    private readonly LeaseTicket _ticket;

    internal NodeLease(LoadBalancer owner, Node node, LeaseTicket ticket)
    {
        _owner = owner;
        _node = node;
        _ticket = ticket;
    }

    /// <summary>The node to call.</summary>
    /// <exception cref="InvalidOperationException">The lease is <c>default</c>: nothing was acquired.</exception>
    public Node Node => _node ?? throw new InvalidOperationException("This lease is empty. Use it only when TryAcquire returned true.");

    /// <summary>Whether a node was acquired.</summary>
    public bool IsAcquired => _node is not null;

    /// <summary>Ends the call and tells the balancer what it learned about the node.</summary>
    /// <param name="outcome">How the call ended.</param>
    /// <param name="latency">How long the node took, for instance until its response head; negative values count as zero.</param>
    /// <returns><see langword="true"/> when this call ended the lease; <see langword="false"/> when it had ended before.</returns>
    public bool Complete(CallOutcome outcome, TimeSpan latency) =>
        _owner is not null && _ticket.TryRedeem() && _owner.Complete(_node!, _ticket.Cost, outcome, latency);

    /// <summary>Ends the call without a judgement of the node.</summary>
    /// <returns><see langword="true"/> when this call ended the lease; <see langword="false"/> when it had ended before.</returns>
    public bool Release() => _node is not null && _ticket.TryRedeem() && LoadBalancer.Release(_node, _ticket.Cost);

    /// <inheritdoc cref="Release" />
    public void Dispose() => Release();
}
