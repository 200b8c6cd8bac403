using System.ComponentModel.DataAnnotations;
using AutonomousSdlc.Shared;

namespace AutonomousSdlc.Scaling;

/// <summary>When a node that fails is taken out of rotation, and for how long. Read once; not live.</summary>
/// <remarks>
/// After Envoy's outlier detection (consecutive failures, time out growing with every ejection, capped share), with
/// exponential growth and with one probation call in place of a full return.
/// </remarks>
public sealed class EjectionOptions
{
    /// <summary>Whether failures eject at all.</summary>
    /// <value>Default <see langword="true"/>. Not live.</value>
    public bool Enabled { get; set; } = true;

    /// <summary>Failures in a row that eject a node. After a return, the first failure ejects again until a success came.</summary>
    /// <value>Default 5; bounds 1 to 1 000. Not live.</value>
    [Range(1, 1000)]
    public int ConsecutiveFailures { get; set; } = 5;

    /// <summary>How many failures a refused or lost connection counts as.</summary>
    /// <value>Default 5, which ejects at once with the default <see cref="ConsecutiveFailures"/>; bounds 1 to 1 000. Not live.</value>
    [Range(1, 1000)]
    public int ConnectionFailureWeight { get; set; } = 5;

    /// <summary>Time out of rotation after the first ejection; each further one doubles it. As long in service, without an ejection, takes one doubling back.</summary>
    /// <value>Default 2 s; bounds 10 ms to 1 day; not more than <see cref="MaximumTime"/>. Not live.</value>
    [TimeSpanRange("00:00:00.0100000", "1.00:00:00")]
    public TimeSpan BaseTime { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>Longest time out of rotation.</summary>
    /// <value>Default 30 s; bounds 10 ms to 1 day. Not live.</value>
    [TimeSpanRange("00:00:00.0100000", "1.00:00:00")]
    public TimeSpan MaximumTime { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Largest share of the members (draining ones aside) that failures may take out; one of two or more is always allowed, the only one never.</summary>
    /// <value>Default 0.5; bounds 0 to 1. Not live.</value>
    [Range(0.0, 1.0)]
    public double MaximumRatio { get; set; } = 0.5;
}
