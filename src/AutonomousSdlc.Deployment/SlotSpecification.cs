namespace AutonomousSdlc.Deployment;

/// <summary>What a slot shall run.</summary>
public sealed record SlotSpecification
{
    /// <summary>Name of the service.</summary>
    public required string Service { get; init; }

    /// <summary>Name of the environment.</summary>
    public required string Environment { get; init; }

    /// <summary>Name of the slot, see <see cref="Slots"/>.</summary>
    public required string Slot { get; init; }

    /// <summary>Version of the service, for example <c>1.42.0</c>.</summary>
    public required string Version { get; init; }

    /// <summary>Wanted instances; at least 1.</summary>
    public required int Replicas { get; init; }
}
