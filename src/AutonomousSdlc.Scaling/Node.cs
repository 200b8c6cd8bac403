using AutonomousSdlc.Scaling.Internal;

namespace AutonomousSdlc.Scaling;

/// <summary>A member of a registry as one snapshot shows it. Everything but <see cref="InFlight"/> is fixed.</summary>
public sealed class Node
{
    internal Node(NodeDescriptor descriptor, NodeSlot cell, int slot, int generation, NodeState state)
    {
        Descriptor = descriptor;
        Cell = cell;
        Slot = slot;
        Generation = generation;
        State = state;
    }

    /// <summary>What was registered.</summary>
    public NodeDescriptor Descriptor { get; }

    /// <summary>Unique id in the registry.</summary>
    public string Id => Descriptor.Id;

    /// <summary>Absolute address.</summary>
    public Uri Address => Descriptor.Address;

    /// <summary>State in this snapshot.</summary>
    public NodeState State { get; }

    /// <summary>Small number, 0 upward, that is the member's own for as long as it is registered, so that arrays can hold what belongs to nodes. Reused after it left; see <see cref="Generation"/>.</summary>
    public int Slot { get; }

    /// <summary>How often <see cref="Slot"/> had been given out before, which tells a member from its predecessors in the same slot.</summary>
    public int Generation { get; }

    /// <summary>Leases out at this moment (live, also on an old snapshot).</summary>
    public int InFlight => Cell.InFlight;

    internal NodeSlot Cell { get; }

    /// <inheritdoc />
    public override string ToString() => $"{Id} ({Address}, {State})";
}
