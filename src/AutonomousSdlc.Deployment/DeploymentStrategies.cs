namespace AutonomousSdlc.Deployment;

/// <summary>Names of strategies.</summary>
public static class DeploymentStrategies
{
    /// <summary>
    /// All traffic moves to the other slot at once, is watched there, and goes back to the standing-by old version when
    /// the new one fails.
    /// </summary>
    public const string BlueGreen = "blue-green";
}
