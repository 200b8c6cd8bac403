using System.ComponentModel.DataAnnotations;
using AutonomousSdlc.Shared;
using Microsoft.Extensions.Options;

namespace AutonomousSdlc.Resilience;

/// <summary>Whether and when a failed call is tried again.</summary>
public sealed class GuardRetryOptions
{
    /// <summary>Attempts after the first.</summary>
    /// <value>Default 3; bounds 0 (never) to 1 000 000. Live.</value>
    [Range(0, 1_000_000)]
    public int MaximumRetries { get; set; } = 3;

    /// <summary>Shortest pause before a retry.</summary>
    /// <value>Default 50 ms; bounds 0 to 1 h. Live.</value>
    [TimeSpanRange("00:00:00", "01:00:00")]
    public TimeSpan BaseDelay { get; set; } = TimeSpan.FromMilliseconds(50);

    /// <summary>Longest pause before a retry, jitter included. Must not be below <see cref="BaseDelay"/>.</summary>
    /// <value>Default 2 s; bounds 0 to 24 h. Live.</value>
    [TimeSpanRange("00:00:00", "1.00:00:00")]
    public TimeSpan MaximumDelay { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>Longest time for which a dependency can make the guard wait by asking for it. What it asks for beyond is cut.</summary>
    /// <value>Default 30 s; bounds 0 to 24 h. Live.</value>
    [TimeSpanRange("00:00:00", "1.00:00:00")]
    public TimeSpan MaximumRetryAfter { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Whether a call that does not say so may be repeated.</summary>
    /// <value>Default <see langword="true"/>. Live.</value>
    public bool AssumeIdempotent { get; set; } = true;

    /// <summary>How many retries all calls of a partition may use together.</summary>
    [ValidateObjectMembers]
    public GuardRetryBudgetOptions Budget { get; } = new();
}
