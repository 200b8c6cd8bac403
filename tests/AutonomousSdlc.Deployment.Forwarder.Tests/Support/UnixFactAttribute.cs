namespace AutonomousSdlc.Deployment.Forwarder.Tests.Support;

/// <summary>A test of what needs Unix file modes or signals, which the package does not offer on Windows.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class UnixFactAttribute : FactAttribute
{
    public const string Reason = "Windows has no Unix file modes and signals.";

    public UnixFactAttribute()
    {
        Skip = OperatingSystem.IsWindows() ? Reason : null;
    }
}
