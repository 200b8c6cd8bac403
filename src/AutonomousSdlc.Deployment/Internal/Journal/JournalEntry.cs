namespace AutonomousSdlc.Deployment.Internal.Journal;

/// <summary>Payload of a record. Members that a kind does not need are absent from the JSON.</summary>
internal sealed record JournalEntry
{
    public required string DeploymentId { get; init; }

    /// <summary>Position within the deployment, from 1.</summary>
    public required long Sequence { get; init; }

    /// <summary>Lease under which the record was written.</summary>
    public required long Epoch { get; init; }

    public required DateTimeOffset At { get; init; }

    public string? Step { get; init; }

    public string? Message { get; init; }

    public DeploymentRequest? Request { get; init; }

    /// <summary>Steps and settings are data, fixed in the first record: a newer library finishes what an older one began.</summary>
    public DeploymentPlan? Plan { get; init; }

    public DeploymentEnvironment? Settings { get; init; }

    public TrafficChange? Change { get; init; }

    public BakeEvidence? Evidence { get; init; }

    /// <summary>Status that a way back leads to.</summary>
    public DeploymentStatus? Outcome { get; init; }

    public TimeSpan? Elapsed { get; init; }

    public DeploymentResult? Result { get; init; }
}
