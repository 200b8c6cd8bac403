namespace AutonomousSdlc.Deployment;

/// <summary>How a version leaves.</summary>
public sealed class DrainSettings
{
    /// <summary>
    /// Longest wait for requests in flight before instances are asked to end, 0 to 1 hour. Default: 30 s. Passing it is
    /// reported and does not stop the deployment.
    /// </summary>
    public TimeSpan Deadline { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Time for instances to end by themselves before they are killed, 0 to 1 hour. Default: 10 s.</summary>
    public TimeSpan StopGrace { get; set; } = TimeSpan.FromSeconds(10);
}
