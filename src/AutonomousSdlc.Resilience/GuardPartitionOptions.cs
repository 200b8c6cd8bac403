using System.ComponentModel.DataAnnotations;
using AutonomousSdlc.Shared;

namespace AutonomousSdlc.Resilience;

/// <summary>How many partitions a guard keeps and for how long.</summary>
public sealed class GuardPartitionOptions
{
    /// <summary>Partitions kept at most. Beyond, quiet ones are evicted; if all are busy, new keys share one partition.</summary>
    /// <value>Default 10 000; bounds 1 to 1 000 000. Live.</value>
    [Range(1, 1_000_000)]
    public int Maximum { get; set; } = 10_000;

    /// <summary>Time without calls after which a partition is evicted. One that is isolated stays.</summary>
    /// <value>Default 10 min; bounds 1 s to 24 h. Live from the next eviction round on.</value>
    [TimeSpanRange("00:00:01", "1.00:00:00")]
    public TimeSpan IdleTimeout { get; set; } = TimeSpan.FromMinutes(10);
}
