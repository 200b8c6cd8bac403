namespace AutonomousSdlc.Resilience.Internal.Policies;

/// <summary>Settings of the admission policy; times in units of the caller's timestamps.</summary>
internal sealed record BreakerSettings
{
    public required int ConsecutiveFailures { get; init; }

    public required long Pause { get; init; }

    public required long MaximumPause { get; init; }

    public required double PauseJitterRatio { get; init; }

    public required int Probes { get; init; }

    public required long ProbeLease { get; init; }
}
