namespace AutonomousSdlc.Deployment;

/// <summary>What became of a deployment.</summary>
public sealed record DeploymentResult
{
    /// <summary>Identity of the deployment.</summary>
    public required string Id { get; init; }

    /// <summary>Name of the service.</summary>
    public required string Service { get; init; }

    /// <summary>Version that was asked for.</summary>
    public required string Version { get; init; }

    /// <summary>Name of the environment.</summary>
    public required string Environment { get; init; }

    /// <summary>Outcome.</summary>
    public required DeploymentStatus Status { get; init; }

    /// <summary>Why it ended as it did; at least one sentence unless it is under way.</summary>
    public IReadOnlyList<string> Reasons { get; init; } = [];

    /// <summary>Version that served before, if any.</summary>
    public string? PreviousVersion { get; init; }

    /// <summary>Slot that the new version took; <see langword="null"/> when it was refused before one was chosen.</summary>
    public string? Slot { get; init; }

    /// <summary>When it started (wall clock).</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>How long it took; after a crash, the time until it was recovered.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>Steps that were begun, in order, those of the way back included.</summary>
    public IReadOnlyList<DeploymentStepResult> Steps { get; init; } = [];

    /// <summary>What the decision to promote or to roll back was based on; <see langword="null"/> without a bake window.</summary>
    public BakeEvidence? Evidence { get; init; }

    /// <summary>Whether the new version serves.</summary>
    public bool IsSuccess => Status == DeploymentStatus.Succeeded;
}
