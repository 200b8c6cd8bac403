using AutonomousSdlc.Shared.Processes;

namespace AutonomousSdlc.Scaling.Tests.Processes;

/// <summary>The server of tests/TestApps as a command.</summary>
internal static class TinyServer
{
    public static ChildProcessStart Command(string mode = "") => new()
    {
        FileName = "dotnet",
        Arguments = ["exec", Path.Combine(AppContext.BaseDirectory, "TinyServer.dll"), "{port}", mode],
        Environment = new Dictionary<string, string?> { ["INSTANCE"] = "number {instance}" },
        InstallHint = "Install the .NET SDK 10.",
    };
}
