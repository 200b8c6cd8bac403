using System.ComponentModel.DataAnnotations;

namespace AutonomousSdlc.Scaling.Http;

/// <summary>A token bucket that every retry takes one token from, so that retries cannot multiply the load on a pool that fails.</summary>
public sealed class HttpRetryBudgetOptions
{
    /// <summary>Tokens that each request adds: retries per request in the long run.</summary>
    /// <value>Default 0.2; bounds 0 to 10. Not live.</value>
    [Range(0.0, 10.0)]
    public double Ratio { get; set; } = 0.2;

    /// <summary>Tokens that each second adds, so that few requests may be retried too.</summary>
    /// <value>Default 10; bounds 0 to 1 000 000. Not live.</value>
    [Range(0.0, 1_000_000.0)]
    public double MinimumPerSecond { get; set; } = 10;

    /// <summary>Tokens that can be saved up; a new handler starts with them.</summary>
    /// <value>Default 100; bounds 0 to 1 000 000. 0 means no retries. Not live.</value>
    [Range(0.0, 1_000_000.0)]
    public double Burst { get; set; } = 100;
}
