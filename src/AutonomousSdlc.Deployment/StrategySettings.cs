namespace AutonomousSdlc.Deployment;

/// <summary>How the new version takes over.</summary>
public sealed class StrategySettings
{
    /// <summary>Name of the strategy. Default and only value: <c>blue-green</c>.</summary>
    public string Kind { get; set; } = DeploymentStrategies.BlueGreen;

    /// <summary>
    /// Time that the new version is watched under traffic while the old one stands by, 0 to 24 hours. Default: 2 minutes.
    /// Zero trusts the health validation alone.
    /// </summary>
    public TimeSpan Bake { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>Time between two looks at the router's counters, 10 ms to 1 minute. Default: 1 s.</summary>
    public TimeSpan Interval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Allowed failures per request of the new version, greater than 0 and less than 1. Default: 0.05.</summary>
    public double ErrorRatioLimit { get; set; } = 0.05;

    /// <summary>Completed requests before the failure ratio decides anything, 1 to 1 000 000. Default: 20.</summary>
    public int MinimumRequests { get; set; } = 20;

    /// <summary>
    /// Chance to abort a version whose true failure ratio is at the limit, however often it is looked at, 0.000001 to 0.5.
    /// Default: 0.01. A better version is aborted more rarely still.
    /// </summary>
    public double FalseAbortRate { get; set; } = 0.01;

    /// <summary>What to do when the window ends with fewer than <see cref="MinimumRequests"/>. Default: roll back.</summary>
    public InsufficientEvidenceAction OnInsufficientEvidence { get; set; } = InsufficientEvidenceAction.RollBack;
}
