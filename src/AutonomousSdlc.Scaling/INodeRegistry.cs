namespace AutonomousSdlc.Scaling;

/// <summary>
/// The members of a pool and their states. A registry is created with its balancer by <c>AddLoadBalancer(name)</c> and
/// resolved as a keyed service under the same name.
/// </summary>
/// <remarks>
/// Safe for concurrent use. A change is in force when the call that made it returns: from then on no acquisition gives
/// out a node that the change removed or set to drain. Changes cost O(members) and never block acquisitions.
/// </remarks>
public interface INodeRegistry
{
    /// <summary>Name that it was added under.</summary>
    string Name { get; }

    /// <summary>The newest snapshot; O(1).</summary>
    NodeSnapshot Current { get; }

    /// <summary>Adds a node; it takes calls at once.</summary>
    /// <param name="descriptor">What to add.</param>
    /// <returns>The new member.</returns>
    /// <exception cref="DuplicateNodeException">A member has that id.</exception>
    /// <exception cref="ObjectDisposedException">The registry was disposed.</exception>
    Node Register(NodeDescriptor descriptor);

    /// <summary>Replaces the description of the member of the same id; its slot, counters and state stay.</summary>
    /// <param name="descriptor">The new description.</param>
    /// <returns>The changed member.</returns>
    /// <exception cref="NodeNotFoundException">No member has that id.</exception>
    Node Update(NodeDescriptor descriptor);

    /// <summary>Says how a member looks from outside (an active probe, a supervisor, a human). Reporting the same again changes nothing.</summary>
    /// <param name="nodeId">The member.</param>
    /// <param name="health">Its health. <see cref="NodeHealth.Healthy"/> also ends an ejection that passive observation ordered.</param>
    /// <param name="reason">Why, for the log.</param>
    /// <returns>The member.</returns>
    /// <exception cref="NodeNotFoundException">No member has that id.</exception>
    Node ReportHealth(string nodeId, NodeHealth health, string reason);

    /// <summary>Keeps new calls from a member and waits until it is idle. The member stays registered and draining afterwards.</summary>
    /// <param name="nodeId">The member.</param>
    /// <param name="deadline">Longest wait; not negative, or <see cref="Timeout.InfiniteTimeSpan"/>. Zero only stops new calls.</param>
    /// <param name="cancellationToken">Ends the wait; the member keeps draining.</param>
    /// <returns>How it ended. A member that leaves the registry meanwhile still ends the wait when its last call does.</returns>
    /// <exception cref="NodeNotFoundException">No member has that id.</exception>
    ValueTask<DrainResult> DrainAsync(string nodeId, TimeSpan deadline, CancellationToken cancellationToken = default);

    /// <summary>Takes a draining member back into service.</summary>
    /// <param name="nodeId">The member.</param>
    /// <returns><see langword="true"/> when it was draining.</returns>
    /// <exception cref="NodeNotFoundException">No member has that id.</exception>
    bool Resume(string nodeId);

    /// <summary>Removes a member; its calls in flight may end and change nothing here. Drain first to lose none.</summary>
    /// <param name="nodeId">The member.</param>
    /// <returns><see langword="true"/> when it was a member.</returns>
    bool Deregister(string nodeId);

    /// <summary>Calls back after changes, with the newest snapshot; quick changes may be told as one, and an older snapshot never follows a newer.</summary>
    /// <param name="callback">Runs on the thread that made the change, outside locks; what it throws is logged and ignored.</param>
    /// <returns>Ends the subscription when disposed.</returns>
    IDisposable OnChange(Action<NodeSnapshot> callback);
}
