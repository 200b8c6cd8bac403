namespace AutonomousSdlc.Deployment;

/// <summary>A decision about a new version under traffic, with everything that it was based on.</summary>
public sealed record BakeEvidence
{
    /// <summary>The decision.</summary>
    public required BakeVerdict Verdict { get; init; }

    /// <summary>Why, as a sentence with its numbers.</summary>
    public required string Reason { get; init; }

    /// <summary>Completed requests of the new version since it got traffic.</summary>
    public required long Requests { get; init; }

    /// <summary>Failed requests among them.</summary>
    public required long Failures { get; init; }

    /// <summary>Allowed failures per request, 0 to 1.</summary>
    public required double Limit { get; init; }

    /// <summary>
    /// Evidence that the true failure ratio is above the limit: an e-value, valid however often it is looked at. The
    /// version is aborted at 1/<see cref="StrategySettings.FalseAbortRate"/>.
    /// </summary>
    public required double EValue { get; init; }

    /// <summary>Time under traffic.</summary>
    public required TimeSpan Elapsed { get; init; }
}
