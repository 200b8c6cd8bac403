namespace AutonomousSdlc.Deployment.Forwarder.Internal;

/// <summary>A slot as it is written to disk.</summary>
internal sealed record SavedSlot
{
    public required string Name { get; init; }

    public required int Weight { get; init; }

    public required IReadOnlyList<Uri> Endpoints { get; init; }
}
