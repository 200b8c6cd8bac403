using System.Runtime.InteropServices;
using AutonomousSdlc.Deployment.Forwarder.Internal;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace AutonomousSdlc.Deployment.Forwarder;

/// <summary>
/// Runs a forwarder as a process of its own, so that it serves on while the orchestrator restarts, crashes or is updated.
/// A console program of one line is enough: <c>return await ForwarderHost.RunAsync(args);</c>
/// </summary>
public static class ForwarderHost
{
    /// <summary>Exit code after a stop that was asked for.</summary>
    public const int Stopped = 0;

    /// <summary>Exit code when arguments, the address, the state file or the control socket cannot be used.</summary>
    public const int CannotStart = 2;

    /// <summary>
    /// Runs until SIGTERM, SIGINT or <paramref name="cancellationToken"/>, then stops listening, lets requests in flight
    /// end and returns. A second signal ends the process at once.
    /// </summary>
    /// <remarks>
    /// Writes one line to standard output when it listens, <c>READY http://127.0.0.1:8080/</c>, and its log to standard
    /// error.
    /// </remarks>
    /// <param name="arguments">
    /// <c>--listen URL --control SOCKET [--state FILE] [--name NAME] [--seed N] [--connect-timeout S] [--response-timeout S]
    /// [--activity-timeout S] [--shutdown-timeout S] [--trust-forwarded-headers]</c>.
    /// </param>
    /// <param name="cancellationToken">Stops the forwarder as a signal does.</param>
    /// <returns><see cref="Stopped"/> or <see cref="CannotStart"/>.</returns>
    public static async Task<int> RunAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        var parsed = ForwarderArguments.Parse(arguments);
        if (parsed.Errors.Count > 0)
        {
            await Console.Error.WriteLineAsync(string.Join(Environment.NewLine, [.. parsed.Errors, ForwarderArguments.Usage])).ConfigureAwait(false);
            return CannotStart;
        }

        using var loggers = LoggerFactory.Create(logging => logging.AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace));
        return await RunAsync(parsed.Options, parsed.Name, loggers, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Runs as <see cref="RunAsync(IReadOnlyList{string}, CancellationToken)"/> does, with options from anywhere.</summary>
    /// <param name="options">Settings; set <see cref="ForwarderOptions.ControlSocket"/> and <see cref="ForwarderOptions.StateFile"/>.</param>
    /// <param name="name">Name in metrics and logs.</param>
    /// <param name="loggerFactory">Where logs go. Default: nowhere.</param>
    /// <param name="cancellationToken">Stops the forwarder as a signal does.</param>
    /// <returns><see cref="Stopped"/> or <see cref="CannotStart"/>.</returns>
    public static async Task<int> RunAsync(
        ForwarderOptions options,
        string name = "",
        ILoggerFactory? loggerFactory = null,
        CancellationToken cancellationToken = default)
    {
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        try
        {
            var forwarder = new KestrelForwarder(options, name, timeProvider: null, loggerFactory);
            await using (forwarder.ConfigureAwait(false))
            {
                await forwarder.StartAsync(stopping.Token).ConfigureAwait(false);
                await Console.Out.WriteLineAsync($"READY {forwarder.Address}").ConfigureAwait(false);
                await Console.Out.FlushAsync(CancellationToken.None).ConfigureAwait(false);
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                await forwarder.StopAsync(CancellationToken.None).ConfigureAwait(false);
            }

            return Stopped;
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            return Stopped;
        }
        catch (Exception error) when (error is ForwarderException or OptionsValidationException or IOException or UnauthorizedAccessException or PlatformNotSupportedException)
        {
            await Console.Error.WriteLineAsync(error.Message).ConfigureAwait(false);
            return CannotStart;
        }

        void Stop(PosixSignalContext context)
        {
            // The first signal is ours; the second one gets the usual treatment.
            context.Cancel = !stopping.IsCancellationRequested;
            stopping.Cancel();
        }
    }
}
