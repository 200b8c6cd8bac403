using AutonomousSdlc.Shared.Processes;

namespace AutonomousSdlc.Scaling.Tests.Processes;

/// <summary>Small shell commands as children, and a look at the process table.</summary>
internal static class Shell
{
    public static ChildProcessStart Start(string script) => new() { FileName = "/bin/sh", Arguments = ["-c", script] };

    /// <summary>Whether the process runs; a dead one that nobody has reaped does not.</summary>
    public static bool IsAlive(int process)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{process}/stat");
            return stat[stat.LastIndexOf(')') + 2] is not ('Z' or 'X');
        }
        catch (IOException)
        {
            return false;
        }
    }
}
