using System.Globalization;

namespace AutonomousSdlc.Shared.Processes;

/// <summary>Takes one instance through its life: start, readiness, service, drain, stop.</summary>
internal sealed class LocalInstanceRunner(LocalInstanceSetOptions options, Action<LocalInstance> changed)
{
    /// <summary>Runs the instance to its end; never throws. Afterwards its state is Stopped or Failed.</summary>
    /// <param name="instance">A new instance.</param>
    /// <param name="shutdown">The set is being disposed: stop without draining.</param>
    public async Task RunAsync(LocalInstance instance, CancellationToken shutdown)
    {
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        using var unwanted = CancellationTokenSource.CreateLinkedTokenSource(instance.Retiring, shutdown);
        try
        {
            var process = await StartAsync(instance, unwanted.Token).ConfigureAwait(false);
            if (process is not null)
            {
                await using (process.ConfigureAwait(false))
                {
                    await ServeAsync(instance, process, unwanted.Token, shutdown).ConfigureAwait(false);
                }
            }

            Enter(instance, LocalInstanceState.Stopped);
        }
        catch (OperationCanceledException) when (unwanted.IsCancellationRequested)
        {
            Enter(instance, LocalInstanceState.Stopped);
        }
        catch (LocalInstanceException exception)
        {
            Fail(instance, exception.Message);
        }
        catch (Exception exception)
        {
            // Whatever went wrong, the set must go on: the failure is told and the instance replaced.
            Fail(instance, $"Instance \"{instance.Name}\" could not be run: {exception.Message}");
        }
    }

    /// <summary>A process that is ready, or <see langword="null"/> when it is not wanted any longer.</summary>
    private async Task<ChildProcess?> StartAsync(LocalInstance instance, CancellationToken unwanted)
    {
        for (var attempt = 1; ; attempt++)
        {
            unwanted.ThrowIfCancellationRequested();
            instance.Port = options.ChoosePort();
            var process = ChildProcess.Start(Expand(instance));
            instance.ProcessId = process.Id;
            try
            {
                var result = await WaitForReadinessAsync(instance, process, unwanted).ConfigureAwait(false);
                if (result.IsReady)
                {
                    instance.StartupDuration = result.Elapsed;
                    return process;
                }

                if (!process.Exited.IsCompleted)
                {
                    throw new LocalInstanceException(Explain(instance, $"never became ready: {result.Problem}"));
                }

                var exitCode = await process.Exited.ConfigureAwait(false);
                if (attempt == options.PortAttempts || !LoopbackPort.IsTaken(instance.Port))
                {
                    throw new LocalInstanceException(Explain(instance, $"ended with exit code {exitCode.ToString(CultureInfo.InvariantCulture)} before it was ready."));
                }

                // Another program took the port between choice and bind: not the command's fault.
                await process.DisposeAsync().ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (unwanted.IsCancellationRequested)
            {
                await process.StopAsync(options.StopGrace, CancellationToken.None).ConfigureAwait(false);
                await process.DisposeAsync().ConfigureAwait(false);
                return null;
            }
            catch
            {
                await process.DisposeAsync().ConfigureAwait(false);
                throw;
            }
        }
    }

    private async Task ServeAsync(LocalInstance instance, ChildProcess process, CancellationToken unwanted, CancellationToken shutdown)
    {
        try
        {
            if (options.OnReady is { } ready)
            {
                await ready(instance, unwanted).ConfigureAwait(false);
            }

            Enter(instance, LocalInstanceState.Ready);
            var served = options.Time.GetTimestamp();
            var wanted = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            using var registration = unwanted.Register(() => wanted.TrySetResult());
            if (await Task.WhenAny(process.Exited, wanted.Task).ConfigureAwait(false) == process.Exited)
            {
                var exitCode = await process.Exited.ConfigureAwait(false);
                instance.ServedLong = options.Time.GetElapsedTime(served) >= options.StableAfter;
                throw new LocalInstanceException(Explain(instance, $"ended unasked with exit code {exitCode.ToString(CultureInfo.InvariantCulture)}."));
            }

            Enter(instance, LocalInstanceState.Draining);
            await DrainAsync(instance, process, shutdown).ConfigureAwait(false);
            await process.StopAsync(options.StopGrace, CancellationToken.None).ConfigureAwait(false);
        }
        finally
        {
            // "Gone" is said of a process that has ended, also when announcing it failed.
            process.Kill();
            await process.Exited.ConfigureAwait(false);
            await GoneAsync(instance).ConfigureAwait(false);
        }
    }

    private async Task DrainAsync(LocalInstance instance, ChildProcess process, CancellationToken shutdown)
    {
        if (options.Drain is not { } drain || shutdown.IsCancellationRequested)
        {
            return;
        }

        using var deadline = new CancellationTokenSource(options.DrainTimeout, options.Time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, shutdown);
        try
        {
            var draining = drain(instance, linked.Token);
            await Task.WhenAny(draining.WaitAsync(linked.Token), process.Exited).Unwrap().ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            // Draining is a courtesy with a deadline: late, failed or cancelled, the instance goes now.
            instance.Write($"(drain ended early: {exception.Message})");
        }
        finally
        {
            // A drain that outlives its instance has nothing left to wait for.
            await linked.CancelAsync().ConfigureAwait(false);
        }
    }

    private async Task GoneAsync(LocalInstance instance)
    {
        try
        {
            if (options.OnGone is { } gone)
            {
                await gone(instance).ConfigureAwait(false);
            }
        }
        catch (Exception exception)
        {
            // The process is gone whether or not its listener agrees.
            instance.Write($"(removal failed: {exception.Message})");
        }
    }

    private Task<ReadinessResult> WaitForReadinessAsync(LocalInstance instance, ChildProcess process, CancellationToken unwanted)
    {
        Func<CancellationToken, Task<string?>> probe;
        if (options.Probe is { } custom)
        {
            probe = token => custom(instance, token);
        }
        else if (options.ReadinessPath is { } path)
        {
            var url = new Uri(instance.Address, path);
            probe = token => HttpReadiness.ProbeAsync(url, options.Time, token);
        }
        else
        {
            probe = static _ => Task.FromResult<string?>(null);
        }

        return ReadinessLoop.WaitAsync(probe, process.Exited, options.StartTimeout, options.ProbeInterval, options.Time, unwanted);
    }

    private ChildProcessStart Expand(LocalInstance instance)
    {
        var command = options.Command;
        return command with
        {
            Arguments = [.. command.Arguments.Select(Replace)],
            Environment = command.Environment.ToDictionary(pair => pair.Key, pair => pair.Value is null ? null : Replace(pair.Value), StringComparer.Ordinal),
            OutputLine = command.OutputLine + Write,
            ErrorLine = command.ErrorLine + Write,
        };

        string Replace(string text) => text
            .Replace("{port}", instance.Port.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
            .Replace("{instance}", instance.Number.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);

        void Write(string line)
        {
            instance.Write(line);
            options.Output?.Invoke(instance, line);
        }
    }

    private string Explain(LocalInstance instance, string what)
    {
        var lines = instance.LastOutput();
        var output = lines.Count == 0 ? "It wrote nothing." : $"Its last output:\n  {string.Join("\n  ", lines)}";
        return $"Instance \"{instance.Name}\" ({options.Command.FileName}, port {instance.Port.ToString(CultureInfo.InvariantCulture)}) {what} {output}";
    }

    private void Fail(LocalInstance instance, string failure)
    {
        instance.Failure = failure;
        Enter(instance, LocalInstanceState.Failed);
        try
        {
            options.OnFailed?.Invoke(instance);
        }
        catch (Exception exception)
        {
            // A listener's failure is not the set's.
            instance.Write($"(failure listener failed: {exception.Message})");
        }
    }

    private void Enter(LocalInstance instance, LocalInstanceState state)
    {
        instance.Enter(state);
        changed(instance);
    }
}
