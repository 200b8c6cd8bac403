namespace AutonomousSdlc.Deployment.Forwarder.Tests.Support;

/// <summary>As <see cref="UnixFactAttribute"/>, with cases.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class UnixTheoryAttribute : TheoryAttribute
{
    public UnixTheoryAttribute()
    {
        Skip = OperatingSystem.IsWindows() ? UnixFactAttribute.Reason : null;
    }
}
