namespace AutonomousSdlc.Deployment.Forwarder.Internal;

/// <summary>Why a control request had no effect.</summary>
internal sealed record ControlError
{
    public const string Stale = "stale";
    public const string Invalid = "invalid";
    public const string Failed = "failed";

    public required string Error { get; init; }

    public required string Message { get; init; }

    /// <summary>The accepted epoch, when the change was stale.</summary>
    public long? Epoch { get; init; }

    /// <summary>The accepted generation, when the change was stale.</summary>
    public long? Generation { get; init; }
}
