using System.Globalization;
using System.Runtime.InteropServices;

namespace AutonomousSdlc.Shared.Processes;

/// <summary>POSIX signals to process groups. Not for Windows.</summary>
internal static partial class ProcessSignals
{
    public const int Terminate = 15;
    public const int Kill = 9;
    private const int Probe = 0;

    /// <summary>Sends <paramref name="signal"/> to every process of the group; false when the group does not exist.</summary>
    public static bool SendToGroup(int group, int signal) => group > 1 && SendSignal(-group, signal) == 0;

    /// <summary>Sends <paramref name="signal"/> to one process; false when it does not exist.</summary>
    public static bool Send(int process, int signal) => process > 1 && SendSignal(process, signal) == 0;

    /// <summary>
    /// Whether a process of the group still runs. An unreaped dead process (a container without an init keeps them)
    /// answers signals like a living one, so that on Linux the process table decides.
    /// </summary>
    public static bool HasLiveMembers(int group)
    {
        if (!SendToGroup(group, Probe))
        {
            return false;
        }

        return !OperatingSystem.IsLinux() || Directory.EnumerateDirectories("/proc").Any(directory => IsLiveMember(directory, group));
    }

    private static bool IsLiveMember(string directory, int group)
    {
        if (!char.IsAsciiDigit(directory[^1]))
        {
            return false;
        }

        try
        {
            // "pid (name) state ppid pgrp ...": the name may hold anything, the last parenthesis ends it.
            var stat = File.ReadAllText(Path.Combine(directory, "stat"));
            var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ', 4);
            return fields[0] is not ("Z" or "X") && int.Parse(fields[2], CultureInfo.InvariantCulture) == group;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SendSignal(int process, int signal);
}
