namespace AutonomousSdlc.Deployment;

/// <summary>How instances are asked whether they can serve.</summary>
public sealed class HealthSettings
{
    /// <summary>Path of the question; starts with <c>/</c>. Default: <c>/health</c>. A status of 200 to 299 is healthy.</summary>
    public string Path { get; set; } = "/health";

    /// <summary>Time between two questions, 10 ms to 5 minutes. Default: 1 s.</summary>
    public TimeSpan Interval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Longest wait for an answer, 10 ms to 5 minutes. Default: 2 s.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>Healthy answers in a row, from every instance, that validate a new version, 1 to 100. Default: 2.</summary>
    public int HealthyAfter { get; set; } = 2;

    /// <summary>Checks in a row without any healthy instance that abort a version under traffic, 1 to 100. Default: 3.</summary>
    public int UnhealthyAfter { get; set; } = 3;
}
