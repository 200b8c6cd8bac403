namespace AutonomousSdlc.Deployment.Forwarder.Internal;

/// <summary>The routing table as it is written to disk.</summary>
internal sealed record SavedTraffic
{
    public const int CurrentFormat = 1;

    public required int Format { get; init; }

    public required long Epoch { get; init; }

    public required long Generation { get; init; }

    public required IReadOnlyList<SavedSlot> Slots { get; init; }
}
