namespace AutonomousSdlc.Deployment.Tests.Fixtures;

/// <summary>The orchestrator's process is gone; nothing after it happens.</summary>
internal sealed class PowerCutException : Exception
{
    public PowerCutException()
        : base("The power was cut.")
    {
    }
}
