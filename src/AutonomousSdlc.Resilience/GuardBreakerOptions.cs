using System.ComponentModel.DataAnnotations;
using AutonomousSdlc.Shared;

namespace AutonomousSdlc.Resilience;

/// <summary>When a circuit opens and how it closes again.</summary>
public sealed class GuardBreakerOptions
{
    /// <summary>Failures in a row that open the circuit.</summary>
    /// <value>Default 5; bounds 1 to 10 000. Live.</value>
    [Range(1, 10_000)]
    public int ConsecutiveFailures { get; set; } = 5;

    /// <summary>First pause before a probe. Each further pause without a recovery in between is twice as long.</summary>
    /// <value>Default 1 s; bounds 1 ms to 1 h. Live.</value>
    [TimeSpanRange("00:00:00.0010000", "01:00:00")]
    public TimeSpan Pause { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Longest pause, before jitter. Must not be below <see cref="Pause"/>.</summary>
    /// <value>Default 30 s; bounds 1 ms to 24 h. Live.</value>
    [TimeSpanRange("00:00:00.0010000", "1.00:00:00")]
    public TimeSpan MaximumPause { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Share of a pause that is cut at random, so that clients do not probe in step.</summary>
    /// <value>Default 0.25; bounds 0 to 1. Live.</value>
    [Range(0.0, 1.0)]
    public double PauseJitterRatio { get; set; } = 0.25;

    /// <summary>Probes under way at a time after a pause. All of them have to succeed before more calls are admitted.</summary>
    /// <value>Default 1; bounds 1 to 1 000. Live.</value>
    [Range(1, 1_000)]
    public int Probes { get; set; } = 1;

    /// <summary>Time after which a call admitted by a half-open circuit counts as failed, even if it never ends. Must not be below <see cref="ResilienceGuardOptions.AttemptTimeout"/>.</summary>
    /// <value>Default 15 s; bounds 1 ms to 24 h. Live.</value>
    [TimeSpanRange("00:00:00.0010000", "1.00:00:00")]
    public TimeSpan ProbeLease { get; set; } = TimeSpan.FromSeconds(15);
}
