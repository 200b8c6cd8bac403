using System.Diagnostics;
using System.Globalization;

namespace AutonomousSdlc.Shared.Processes;

/// <summary>
/// Ends the children of this process when it dies, however it dies. One small shell waits at the other end of a pipe that
/// only this process holds: the kernel closes it even after SIGKILL, and the shell then ends the groups it was told of.
/// </summary>
/// <remarks>
/// Children carry a random token in their environment. Linux shows it under /proc, which covers a parent that dies after
/// fork and before the group was announced. On Windows there is no such helper: children are ended when the parent exits
/// normally, not when it is terminated from outside.
/// </remarks>
internal static class ProcessGuardian
{
    public const string Variable = "AUTONOMOUSSDLC_PROCESS_GUARD";

    private const string Script =
        """
        exec >/dev/null 2>/dev/null
        trap '' HUP INT TERM
        groups=' '
        while read -r operation group; do
          case $operation in
            +) groups="$groups$group " ;;
            -) case $groups in *" $group "*) groups="${groups%%" $group "*} ${groups#*" $group "}" ;; esac ;;
            .) exit 0 ;;
          esac
        done
        token=$1
        signal_all() {
          found=1
          for group in $groups; do
            if kill -s "$1" -- "-$group" || kill -s "$1" "$group"; then found=0; fi
          done
          for file in $(grep -lsF -- "$token" /proc/[0-9]*/environ); do
            process=${file#/proc/}
            if kill -s "$1" "${process%/environ}"; then found=0; fi
          done
          return $found
        }
        signal_all TERM
        rounds=0
        while [ "$rounds" -lt 20 ] && signal_all 0; do
          sleep 0.1 || sleep 1
          rounds=$((rounds + 1))
        done
        while [ "$rounds" -lt 23 ] && signal_all KILL; do
          sleep 0.1 || sleep 1
          rounds=$((rounds + 1))
        done
        """;

    private static readonly Lock Gate = new();
    private static readonly Dictionary<GuardedGroup, int> Groups = [];
    private static Process? Helper;

    static ProcessGuardian()
    {
        if (OperatingSystem.IsWindows())
        {
            AppDomain.CurrentDomain.ProcessExit += static (_, _) => EndAllOnWindows();
        }
    }

    public static string Token { get; } = Guid.NewGuid().ToString("N");

    /// <summary>Id of the helper process while children run, otherwise <see langword="null"/>.</summary>
    public static int? HelperId
    {
        get
        {
            lock (Gate)
            {
                return Helper?.Id;
            }
        }
    }

    /// <summary>Makes sure that the helper runs; to be called before the child is started.</summary>
    public static GuardedGroup Guard()
    {
        var guarded = new GuardedGroup();
        lock (Gate)
        {
            Groups.Add(guarded, 0);
            if (Helper is null && !OperatingSystem.IsWindows())
            {
                try
                {
                    Helper = StartHelper();
                }
                catch
                {
                    Groups.Remove(guarded);
                    throw;
                }
            }
        }

        return guarded;
    }

    internal static void Announce(GuardedGroup guarded, int group)
    {
        lock (Gate)
        {
            Groups[guarded] = group;
            TellLocked('+', group);
        }
    }

    internal static void Release(GuardedGroup guarded)
    {
        lock (Gate)
        {
            if (!Groups.Remove(guarded, out var group) || Helper is null)
            {
                return;
            }

            if (Groups.Count > 0)
            {
                TellLocked('-', group);
                return;
            }

            // Nothing left to guard: the helper goes too, so that an idle parent has no children at all.
            var helper = Helper;
            Helper = null;
            TryWrite(helper, ".");
            helper.StandardInput.Dispose();
            helper.Dispose();
        }
    }

    private static void TellLocked(char operation, int group)
    {
        if (group == 0 || Helper is null || TryWrite(Helper, Line(operation, group)))
        {
            return;
        }

        // Somebody ended the helper. A new one learns every group that is still guarded.
        Helper.Dispose();
        Helper = StartHelper();
        foreach (var known in Groups.Values.Where(known => known != 0))
        {
            TryWrite(Helper, Line('+', known));
        }
    }

    private static string Line(char operation, int group) => string.Create(CultureInfo.InvariantCulture, $"{operation} {group}");

    private static bool TryWrite(Process helper, string line)
    {
        try
        {
            helper.StandardInput.Write(line + "\n");
            helper.StandardInput.Flush();
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    private static Process StartHelper()
    {
        var info = new ProcessStartInfo
        {
            FileName = ChildProcess.SetSid ?? "/bin/sh",
            UseShellExecute = false,
            RedirectStandardInput = true,
            WorkingDirectory = "/",
        };
        if (ChildProcess.SetSid is not null)
        {
            info.ArgumentList.Add("/bin/sh");
        }

        info.ArgumentList.Add("-c");
        info.ArgumentList.Add(Script);
        info.ArgumentList.Add("autonomoussdlc-guardian");
        info.ArgumentList.Add(Token);

        // The helper must not look like a guarded child to an outer parent's helper: it has to outlive this process.
        info.Environment.Remove(Variable);
        return Process.Start(info) ?? throw new InvalidOperationException("/bin/sh did not start; without it children could outlive a crash of this process.");
    }

    private static void EndAllOnWindows()
    {
        lock (Gate)
        {
            foreach (var process in Groups.Values.Where(process => process != 0))
            {
                try
                {
                    using var child = Process.GetProcessById(process);
                    child.Kill(entireProcessTree: true);
                }
                catch (Exception exception) when (exception is ArgumentException or InvalidOperationException or System.ComponentModel.Win32Exception)
                {
                    // Already gone.
                }
            }
        }
    }
}
