namespace AutonomousSdlc.Deployment.Forwarder.Internal;

/// <summary>A change of traffic on the wire.</summary>
internal sealed record ControlChange
{
    public required long Epoch { get; init; }

    public required long Generation { get; init; }

    public required Dictionary<string, int> Weights { get; init; }

    public Dictionary<string, List<Uri>>? Endpoints { get; init; }

    public static ControlChange From(TrafficChange change) => new()
    {
        Epoch = change.Epoch,
        Generation = change.Generation,
        Weights = new Dictionary<string, int>(change.Weights, StringComparer.Ordinal),
        Endpoints = change.Endpoints.ToDictionary(pair => pair.Key, pair => pair.Value.ToList(), StringComparer.Ordinal),
    };

    public TrafficChange ToTrafficChange() => new()
    {
        Epoch = Epoch,
        Generation = Generation,
        Weights = Weights,
        Endpoints = (Endpoints ?? []).ToDictionary(pair => pair.Key, IReadOnlyList<Uri> (pair) => pair.Value, StringComparer.Ordinal),
    };
}
