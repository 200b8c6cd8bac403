namespace AutonomousSdlc.Deployment;

/// <summary>Longest time of each step, 100 ms to 24 hours each. Passing one fails the deployment, which is then undone.</summary>
public sealed class DeadlineSettings
{
    /// <summary>All gates together. Default: 30 minutes.</summary>
    public TimeSpan Gates { get; set; } = TimeSpan.FromMinutes(30);

    /// <summary>Until every new instance is ready. Default: 5 minutes.</summary>
    public TimeSpan Start { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>Until the new version is validated as healthy. Default: 2 minutes.</summary>
    public TimeSpan Validate { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>One change of weights. Default: 10 s.</summary>
    public TimeSpan Switch { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Until a stop, in addition to its grace. Default: 30 s.</summary>
    public TimeSpan Stop { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Time to repeat a failing step of the way back before the deployment is held. Default: 1 minute.</summary>
    public TimeSpan RollBack { get; set; } = TimeSpan.FromMinutes(1);
}
