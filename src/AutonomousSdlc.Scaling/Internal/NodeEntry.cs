using AutonomousSdlc.Scaling.Internal.Policies;

namespace AutonomousSdlc.Scaling.Internal;

/// <summary>A member as the registry keeps it; guarded by the registry's lock.</summary>
internal sealed class NodeEntry(NodeDescriptor descriptor, int slot, int generation)
{
    private readonly NodeSlot _cell = new();
    private Node? _node;

    public NodeDescriptor Descriptor { get; set; } = descriptor;

    public NodeSlot Cell => _cell;

    public int Slot => slot;

    public bool IsDraining { get; set; }

    public NodeHealth Reported { get; set; }

    public EjectionRecord Ejection { get; } = new();

    public NodeState State => this switch
    {
        { IsDraining: true } => NodeState.Draining,
        { Ejection.IsEjected: true } or { Reported: NodeHealth.Unhealthy } => NodeState.Ejected,
        { Reported: NodeHealth.Degraded } => NodeState.Degraded,
        _ => NodeState.Healthy,
    };

    /// <summary>The view for snapshots, the same object until something changes.</summary>
    public Node View()
    {
        if (_node is null || _node.State != State || !ReferenceEquals(_node.Descriptor, Descriptor))
        {
            _node = new Node(Descriptor, _cell, slot, generation, State);
        }

        return _node;
    }
}
