namespace AutonomousSdlc.Scaling;

/// <summary>A node in figures at one moment. Counts are since the node joined.</summary>
public sealed record NodeMetrics
{
    /// <summary>The node.</summary>
    public required Node Node { get; init; }

    /// <summary>Leases out.</summary>
    public required int InFlight { get; init; }

    /// <summary>Sum of the costs of the leases out; what policies compare.</summary>
    public required int Load { get; init; }

    /// <summary>Calls that succeeded.</summary>
    public required long Successes { get; init; }

    /// <summary>Calls that failed, timed out or lost their connection.</summary>
    public required long Failures { get; init; }

    /// <summary>Calls that say nothing about the node: released, canceled or rejected.</summary>
    public required long Neutral { get; init; }

    /// <summary>Exponentially weighted mean of the latency of successes, each new one counting a tenth; <see langword="null"/> before the first.</summary>
    public required TimeSpan? AverageLatency { get; init; }

    /// <summary>Leases handed out.</summary>
    public long Picks => InFlight + Successes + Failures + Neutral;

    /// <summary>Failures over judged calls; <see langword="null"/> before the first.</summary>
    public double? ErrorRatio => Successes + Failures == 0 ? null : (double)Failures / (Successes + Failures);

    /// <summary>Load over capacity; <see langword="null"/> when the node has no capacity.</summary>
    public double? Utilization => Node.Descriptor.Capacity is { } capacity ? (double)Load / capacity : null;
}
