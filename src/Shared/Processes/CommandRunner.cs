namespace AutonomousSdlc.Shared.Processes;

/// <summary>Runs a command to its end.</summary>
internal static class CommandRunner
{
    /// <summary>Starts the command, collects its output and waits. On timeout or cancellation its whole group is killed.</summary>
    /// <param name="start">The command.</param>
    /// <param name="timeout">Time after which it is killed; <see cref="CommandResult.TimedOut"/> tells.</param>
    /// <param name="maxOutputBytes">Bytes kept of each stream; the rest is read and dropped.</param>
    /// <param name="cancellationToken">Kills the command.</param>
    /// <exception cref="FileNotFoundException">The program is missing; the message names it and how to get it.</exception>
    /// <exception cref="OperationCanceledException">Cancelled; nothing of the command is left running.</exception>
    public static async Task<CommandResult> RunAsync(ChildProcessStart start, TimeSpan timeout, int maxOutputBytes, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(start);
        ArgumentOutOfRangeException.ThrowIfNegative(maxOutputBytes);
        cancellationToken.ThrowIfCancellationRequested();

        var output = new BoundedOutput(maxOutputBytes);
        var error = new BoundedOutput(maxOutputBytes);
        var began = start.Time.GetTimestamp();
        var process = ChildProcess.Start(start with
        {
            OutputBytes = output.Append + start.OutputBytes,
            ErrorBytes = error.Append + start.ErrorBytes,
        });
        await using (process.ConfigureAwait(false))
        {
            var timedOut = false;
            try
            {
                await process.Exited.WaitAsync(timeout, start.Time, cancellationToken).ConfigureAwait(false);
            }
            catch (TimeoutException)
            {
                timedOut = true;
                process.Kill();
            }
            catch (OperationCanceledException)
            {
                process.Kill();
                await process.Exited.ConfigureAwait(false);
                throw;
            }

            var exitCode = await process.Exited.ConfigureAwait(false);
            return new CommandResult(
                exitCode,
                output.ToString(),
                error.ToString(),
                start.Time.GetElapsedTime(began),
                timedOut,
                output.Truncated || error.Truncated);
        }
    }
}
