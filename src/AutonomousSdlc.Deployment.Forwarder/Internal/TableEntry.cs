namespace AutonomousSdlc.Deployment.Forwarder.Internal;

/// <summary>One slot within one routing table.</summary>
internal sealed class TableEntry(SlotRuntime slot, int weight, Uri[] endpoints)
{
    private int _next = -1;

    public SlotRuntime Slot => slot;

    public int Weight => weight;

    public IReadOnlyList<Uri> Endpoints => endpoints;

    /// <summary>Requests that this table routed: a request is counted where it was routed, however late it ends.</summary>
    public SlotCounters SinceChange { get; } = new();

    /// <summary>The place in turn at which a request begins.</summary>
    public uint NextTurn() => (uint)Interlocked.Increment(ref _next);

    /// <summary>The endpoint of an attempt: the one in turn, then its successors, so that a second attempt never meets the first again.</summary>
    public Uri EndpointAt(uint turn, int attempt) => endpoints[(int)((turn + (uint)attempt) % (uint)endpoints.Length)];

    public SlotTraffic Observe() => new()
    {
        Weight = weight,
        Endpoints = endpoints,
        InFlight = slot.InFlight,
        SinceChange = SinceChange.Read(),
        Total = slot.Total.Read(),
    };
}
