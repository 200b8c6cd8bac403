namespace AutonomousSdlc.Deployment.Forwarder.Internal;

/// <summary>The state of a forwarder on the wire.</summary>
internal sealed record ControlState
{
    /// <summary>Where clients connect.</summary>
    public required Uri Address { get; init; }

    public required int ProcessId { get; init; }

    public required long Epoch { get; init; }

    public required long Generation { get; init; }

    public required Dictionary<string, ControlSlot> Slots { get; init; }

    public static ControlState From(TrafficTable table, Uri address) => new()
    {
        Address = address,
        ProcessId = Environment.ProcessId,
        Epoch = table.Epoch,
        Generation = table.Generation,
        Slots = table.Entries.ToDictionary(entry => entry.Slot.Name, ControlSlot.From, StringComparer.Ordinal),
    };

    public TrafficState ToTrafficState() =>
        new(Epoch, Generation, Slots.ToDictionary(pair => pair.Key, pair => pair.Value.ToSlotTraffic(), StringComparer.Ordinal));
}
