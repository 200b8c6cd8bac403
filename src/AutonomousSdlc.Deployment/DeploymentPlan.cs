namespace AutonomousSdlc.Deployment;

/// <summary>The steps that a deployment takes, fixed when it starts.</summary>
public sealed record DeploymentPlan
{
    /// <summary>Name of the service.</summary>
    public required string Service { get; init; }

    /// <summary>Version to run.</summary>
    public required string Version { get; init; }

    /// <summary>Name of the environment.</summary>
    public required string Environment { get; init; }

    /// <summary>Wanted instances.</summary>
    public required int Replicas { get; init; }

    /// <summary>Slot that the new version takes.</summary>
    public required string Slot { get; init; }

    /// <summary>Slot that serves before, and is gone back to; <see langword="null"/> for a first deployment.</summary>
    public string? PreviousSlot { get; init; }

    /// <summary>Version that serves before; <see langword="null"/> when there is none or the target does not know it.</summary>
    public string? PreviousVersion { get; init; }

    /// <summary>What is done, in order.</summary>
    public required IReadOnlyList<DeploymentStep> Steps { get; init; }
}
