using System.ComponentModel.DataAnnotations;
using AutonomousSdlc.Shared;

namespace AutonomousSdlc.Scaling;

/// <summary>How far the count may move within a period: the larger of <see cref="Count"/> and <see cref="Ratio"/>.</summary>
public sealed class ScaleRateOptions
{
    /// <summary>Workers per period.</summary>
    /// <value>Default 4; bounds 0 to 100 000. Live.</value>
    [Range(0, 100_000)]
    public int Count { get; set; } = 4;

    /// <summary>Workers per period as a share of the count at the period's begin; 1 doubles, or removes all.</summary>
    /// <value>Default 1; bounds 0 to 1 000. Live.</value>
    [Range(0.0, 1000.0)]
    public double Ratio { get; set; } = 1;

    /// <summary>Length of the sliding period.</summary>
    /// <value>Default 15 s; bounds 1 s to 1 h. Live.</value>
    [TimeSpanRange("00:00:01", "01:00:00")]
    public TimeSpan Period { get; set; } = TimeSpan.FromSeconds(15);
}
