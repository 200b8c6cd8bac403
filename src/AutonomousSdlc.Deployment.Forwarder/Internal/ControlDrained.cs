namespace AutonomousSdlc.Deployment.Forwarder.Internal;

/// <summary>The answer to <see cref="ControlDrain"/>.</summary>
internal sealed record ControlDrained
{
    public required bool Drained { get; init; }
}
