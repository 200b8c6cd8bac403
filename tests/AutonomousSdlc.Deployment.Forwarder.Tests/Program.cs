namespace AutonomousSdlc.Deployment.Forwarder.Tests;

/// <summary>What a user's one-line forwarder program is; tests start it as a child process.</summary>
internal static class Program
{
    public static Task<int> Main(string[] args) => ForwarderHost.RunAsync(args);
}
