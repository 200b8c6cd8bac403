namespace AutonomousSdlc.Deployment;

/// <summary>What a router knows about one slot.</summary>
public sealed record SlotTraffic
{
    /// <summary>Share of new requests, 0 to 100, relative to the sum of all weights.</summary>
    public required int Weight { get; init; }

    /// <summary>Base addresses that requests go to.</summary>
    public IReadOnlyList<Uri> Endpoints { get; init; } = [];

    /// <summary>Requests handed to the slot whose answer is not complete.</summary>
    public int InFlight { get; init; }

    /// <summary>Completed requests since the newest accepted change of weights.</summary>
    public TrafficCounters SinceChange { get; init; }

    /// <summary>Completed requests since the router started.</summary>
    public TrafficCounters Total { get; init; }
}
