using System.ComponentModel.DataAnnotations;

namespace AutonomousSdlc.Resilience;

/// <summary>
/// A token bucket per partition that every retry draws one token from, so that retries cannot multiply the load on a
/// dependency that fails.
/// </summary>
public sealed class GuardRetryBudgetOptions
{
    /// <summary>Tokens that each call adds: retries per call in the long run.</summary>
    /// <value>Default 0.1; bounds 0 to 10. Live.</value>
    [Range(0.0, 10.0)]
    public double Ratio { get; set; } = 0.1;

    /// <summary>Tokens that each second adds, so that a partition with few calls may retry too.</summary>
    /// <value>Default 1; bounds 0 to 1 000. Live.</value>
    [Range(0.0, 1_000.0)]
    public double MinimumPerSecond { get; set; } = 1;

    /// <summary>Tokens that can be saved up; a new partition starts with them.</summary>
    /// <value>Default 20; bounds 0 to 1 000 000. Live.</value>
    [Range(0.0, 1_000_000.0)]
    public double Burst { get; set; } = 20;
}
