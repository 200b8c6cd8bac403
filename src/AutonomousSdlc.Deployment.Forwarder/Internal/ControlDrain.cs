namespace AutonomousSdlc.Deployment.Forwarder.Internal;

/// <summary>A request to wait until a slot is idle, on the wire.</summary>
internal sealed record ControlDrain
{
    public required string Slot { get; init; }

    public required double DeadlineSeconds { get; init; }
}
