namespace AutonomousSdlc.Scaling;

/// <summary>What an <see cref="IScaleTarget"/> runs at one moment.</summary>
public sealed record ScaleTargetState
{
    /// <summary>Workers that were asked for last.</summary>
    public required int Desired { get; init; }

    /// <summary>Workers that serve.</summary>
    public required int Ready { get; init; }

    /// <summary>Workers that are starting.</summary>
    public int Pending { get; init; }

    /// <summary>Workers that finish their work and then go.</summary>
    public int Draining { get; init; }

    /// <summary>Times from start to readiness of the latest workers, oldest first; empty when unknown.</summary>
    public IReadOnlyList<TimeSpan> StartupDurations { get; init; } = [];

    /// <summary>What keeps the target from reaching the desired count, as a sentence; <see langword="null"/> when nothing is known to.</summary>
    public string? Problem { get; init; }
}
