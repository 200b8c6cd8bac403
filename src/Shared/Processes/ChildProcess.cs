using System.ComponentModel;
using System.Diagnostics;

namespace AutonomousSdlc.Shared.Processes;

/// <summary>
/// A child process that leads its own process group, so that it ends together with everything it started, and that does not
/// outlive this process (see <see cref="ProcessGuardian"/>). Its standard input is empty.
/// </summary>
/// <remarks>
/// Linux: started through <c>setsid</c> of util-linux, which replaces itself by the program and so keeps the id. Where that is
/// missing, signals go to the child alone and a kill walks the process tree. Windows has no SIGTERM: <see cref="StopAsync"/>
/// terminates at once there.
/// </remarks>
internal sealed class ChildProcess : IAsyncDisposable
{
    private static readonly TimeSpan GroupPoll = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan OutputGrace = TimeSpan.FromSeconds(1);

    private readonly Process _process;
    private readonly GuardedGroup _guard;
    private readonly TimeProvider _time;
    private readonly Task _pumps;
    private volatile bool _stopping;
    private volatile bool _killed;

    private ChildProcess(Process process, GuardedGroup guard, ChildProcessStart start)
    {
        _process = process;
        _guard = guard;
        _time = start.Time;
        Id = process.Id;
        process.StandardInput.Close();
        _pumps = Task.WhenAll(
            OutputPump.RunAsync(process.StandardOutput.BaseStream, start.OutputBytes, start.OutputLine, start.MaxLineLength),
            OutputPump.RunAsync(process.StandardError.BaseStream, start.ErrorBytes, start.ErrorLine, start.MaxLineLength));
        Exited = WatchAsync();
    }

    /// <summary>Id of the process, which on Linux is also the id of its group.</summary>
    public int Id { get; }

    /// <summary>Exit code, once the process and its group are gone and their output was delivered. 128 + n after signal n.</summary>
    public Task<int> Exited { get; }

    internal static string? SetSid { get; } = OperatingSystem.IsWindows() ? null : ExecutablePath.TryFind("setsid");

    /// <summary>Starts a process.</summary>
    /// <exception cref="FileNotFoundException">The program is missing; the message says how to get it.</exception>
    /// <exception cref="DirectoryNotFoundException">The working directory is missing.</exception>
    /// <exception cref="InvalidOperationException">The system refused to start it.</exception>
    public static ChildProcess Start(ChildProcessStart start)
    {
        ArgumentNullException.ThrowIfNull(start);
        var info = Describe(start, ExecutablePath.Resolve(start.FileName, start.InstallHint));
        var guard = ProcessGuardian.Guard();
        try
        {
            var process = Process.Start(info) ?? throw new InvalidOperationException($"Program \"{start.FileName}\" did not start.");
            guard.Announce(process.Id);
            return new ChildProcess(process, guard, start);
        }
        catch (Win32Exception exception)
        {
            guard.Dispose();
            throw new InvalidOperationException($"Program \"{start.FileName}\" cannot be started: {exception.Message}", exception);
        }
        catch
        {
            guard.Dispose();
            throw;
        }
    }

    /// <summary>Asks the group to end (SIGTERM), and kills it when it has not ended after <paramref name="grace"/>.</summary>
    /// <param name="grace">Time to end by itself.</param>
    /// <param name="cancellationToken">Cuts the grace short; the process is ended all the same.</param>
    /// <returns>The exit code.</returns>
    public async Task<int> StopAsync(TimeSpan grace, CancellationToken cancellationToken = default)
    {
        if (OperatingSystem.IsWindows())
        {
            Kill();
            return await Exited.ConfigureAwait(false);
        }

        _stopping = true;
        Signal(ProcessSignals.Terminate);
        try
        {
            return await Exited.WaitAsync(grace, _time, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is TimeoutException or OperationCanceledException)
        {
            Kill();
            return await Exited.ConfigureAwait(false);
        }
    }

    /// <summary>Ends the group at once (SIGKILL). Does nothing when it is gone.</summary>
    public void Kill()
    {
        _killed = true;
        if (Exited.IsCompleted)
        {
            return;
        }

        if (OperatingSystem.IsWindows() || SetSid is null)
        {
            try
            {
                _process.Kill(entireProcessTree: true);
            }
            catch (Exception exception) when (exception is InvalidOperationException or Win32Exception or AggregateException)
            {
                // Already gone, or going.
            }

            return;
        }

        Signal(ProcessSignals.Kill);
    }

    /// <summary>Kills what still runs and waits until it is gone.</summary>
    public async ValueTask DisposeAsync()
    {
        Kill();
        await Exited.ConfigureAwait(false);
        _process.Dispose();
    }

    private static ProcessStartInfo Describe(ChildProcessStart start, string path)
    {
        if (start.WorkingDirectory is { } directory && !Directory.Exists(directory))
        {
            throw new DirectoryNotFoundException($"Program \"{start.FileName}\" cannot be started in \"{directory}\": the directory does not exist. Create it, or name another one.");
        }

        var info = new ProcessStartInfo
        {
            FileName = SetSid ?? path,
            WorkingDirectory = start.WorkingDirectory ?? "",
            UseShellExecute = false,
            CreateNoWindow = true,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        if (SetSid is not null)
        {
            info.ArgumentList.Add(path);
        }

        foreach (var argument in start.Arguments)
        {
            info.ArgumentList.Add(argument);
        }

        foreach (var (name, value) in start.Environment)
        {
            info.Environment[name] = value;
        }

        info.Environment[ProcessGuardian.Variable] = ProcessGuardian.Token;
        return info;
    }

    private void Signal(int signal)
    {
        if (Exited.IsCompleted)
        {
            return;
        }

        // Between fork and setsid the group does not exist yet; the process itself does.
        if (!ProcessSignals.SendToGroup(Id, signal) && !_process.HasExited)
        {
            ProcessSignals.Send(Id, signal);
        }
    }

    private async Task<int> WatchAsync()
    {
        await _process.WaitForExitAsync(CancellationToken.None).ConfigureAwait(false);
        if (!OperatingSystem.IsWindows())
        {
            // On a graceful stop the rest of the group has its grace too: StopAsync sets _killed when that is over.
            while (_stopping && !_killed && ProcessSignals.HasLiveMembers(Id))
            {
                await Task.Delay(GroupPoll, TimeProvider.System, CancellationToken.None).ConfigureAwait(false);
            }

            ProcessSignals.SendToGroup(Id, ProcessSignals.Kill);
        }

        // A descendant that left the group may keep the pipe open for ever; its output is not waited for.
        await Task.WhenAny(_pumps, Task.Delay(OutputGrace, TimeProvider.System, CancellationToken.None)).ConfigureAwait(false);
        _process.StandardOutput.Close();
        _process.StandardError.Close();
        await _pumps.ConfigureAwait(false);
        _guard.Dispose();
        return _process.ExitCode;
    }
}
