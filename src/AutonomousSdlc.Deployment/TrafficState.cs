namespace AutonomousSdlc.Deployment;

/// <summary>What a router does at one moment.</summary>
/// <param name="Epoch">Epoch of the newest accepted change; 0 when there was none.</param>
/// <param name="Generation">Generation of the newest accepted change; 0 when there was none.</param>
/// <param name="Slots">Every slot that the router knows, by name.</param>
public sealed record TrafficState(long Epoch, long Generation, IReadOnlyDictionary<string, SlotTraffic> Slots)
{
    /// <summary>A router that has accepted no change.</summary>
    public static TrafficState Empty { get; } =
        new(0, 0, new Dictionary<string, SlotTraffic>(StringComparer.Ordinal));

    /// <summary>Weight of a slot; 0 for a slot that the router does not know.</summary>
    /// <param name="slot">Name of the slot.</param>
    public int WeightOf(string slot) => Slots.TryGetValue(slot, out var traffic) ? traffic.Weight : 0;
}
