namespace AutonomousSdlc.Deployment.Forwarder.Tests.Support;

internal static class Changes
{
    public static TrafficChange Of(long epoch, long generation, (string Slot, int Weight)[] weights, params (string Slot, Uri[] Endpoints)[] endpoints) => new()
    {
        Epoch = epoch,
        Generation = generation,
        Weights = weights.ToDictionary(pair => pair.Slot, pair => pair.Weight, StringComparer.Ordinal),
        Endpoints = endpoints.ToDictionary(pair => pair.Slot, IReadOnlyList<Uri> (pair) => pair.Endpoints, StringComparer.Ordinal),
    };
}
