namespace AutonomousSdlc.QualityGates.Internal.Policies;

/// <summary>A gate as <see cref="GateSchedule"/> sees it.</summary>
internal sealed class ScheduledGate(GateDescriptor descriptor)
{
    public GateDescriptor Descriptor => descriptor;

    /// <summary>Gates whose pass this one waits for.</summary>
    public List<ScheduledGate> Providers { get; } = [];

    public HashSet<string> Resources { get; } = new(descriptor.Resources, StringComparer.Ordinal);

    /// <summary>Gates on the longest way through dependants, this one included.</summary>
    public int ChainLength { get; set; }

    public GateState State { get; set; }

    public bool Passed { get; set; }
}
