namespace AutonomousSdlc.Deployment.Forwarder.Internal;

/// <summary>A slot on the wire.</summary>
internal sealed record ControlSlot
{
    public required int Weight { get; init; }

    public required List<Uri> Endpoints { get; init; }

    public required int InFlight { get; init; }

    public required long Requests { get; init; }

    public required long Failures { get; init; }

    public required long TotalRequests { get; init; }

    public required long TotalFailures { get; init; }

    /// <summary>Median of the requests since the change; null without any. At most 12.5 % above the true value.</summary>
    public double? MedianSeconds { get; init; }

    /// <summary>99th percentile, likewise.</summary>
    public double? P99Seconds { get; init; }

    public static ControlSlot From(TableEntry entry)
    {
        var slot = entry.Observe();
        var latency = entry.SinceChange.Latency;
        return new ControlSlot
        {
            Weight = slot.Weight,
            Endpoints = [.. slot.Endpoints],
            InFlight = slot.InFlight,
            Requests = slot.SinceChange.Requests,
            Failures = slot.SinceChange.Failures,
            TotalRequests = slot.Total.Requests,
            TotalFailures = slot.Total.Failures,
            MedianSeconds = latency.Quantile(0.5)?.TotalSeconds,
            P99Seconds = latency.Quantile(0.99)?.TotalSeconds,
        };
    }

    public SlotTraffic ToSlotTraffic() => new()
    {
        Weight = Weight,
        Endpoints = Endpoints,
        InFlight = InFlight,
        SinceChange = new TrafficCounters(Requests, Failures),
        Total = new TrafficCounters(TotalRequests, TotalFailures),
    };
}
