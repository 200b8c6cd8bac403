using System.Globalization;
using Microsoft.Extensions.Logging;

namespace AutonomousSdlc.QualityGates.Internal;

/// <summary>Runs one gate to a report, whatever the gate does: return, throw, time out or ignore its cancellation.</summary>
internal static class GateExecution
{
    public static async Task<FinishedGate> RunAsync(
        IQualityGate gate,
        GateContext context,
        QualityGateOptions options,
        EngineParts parts,
        long began,
        CancellationToken cancellationToken)
    {
        var descriptor = gate.Descriptor;
        using var activity = QualityGatesMetrics.Activities.StartActivity("quality_gates.gate");
        activity?.SetTag(QualityGatesTelemetry.GateTag, descriptor.Id);
        parts.Metrics.GateStarted(descriptor.Id);
        var startedAfter = parts.Time.GetElapsedTime(began);
        var start = parts.Time.GetTimestamp();
        var timeout = descriptor.Timeout ?? options.GateTimeout;
        var timer = new CancellationTokenSource(timeout, parts.Time);
        var stop = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancellationToken);

        // The gate is the user's code and may block: it gets a thread of its own.
        var token = stop.Token;
        var work = Task.Run(() => gate.EvaluateAsync(context, token).AsTask(), CancellationToken.None);
        var ended = await EndsAsync(work, options.StopTimeout, parts.Time, token).ConfigureAwait(false);
        var timedOut = timer.IsCancellationRequested;
        var (result, error) = (ended, timedOut) switch
        {
            (false, _) => (GateResult.Inconclusive($"The gate ignored its cancellation and was given up on after {Seconds(options.StopTimeout)}."), null),
            (true, true) => (GateResult.Inconclusive($"The gate was stopped after its timeout of {Seconds(timeout)}.", "Raise GateTimeout, or the gate's own Timeout."), null),
            _ => await JudgeAsync(work, descriptor.Id, parts.Logger, cancellationToken).ConfigureAwait(false),
        };
        if (ended)
        {
            parts.Metrics.GateEnded(descriptor.Id);
            stop.Dispose();
            timer.Dispose();
        }
        else
        {
            // The token sources are left to the collector: the gate still holds their token.
            Log.GateAbandoned(parts.Logger, descriptor.Id, options.StopTimeout.TotalSeconds);
            _ = work.ContinueWith(late => EndLate(late, descriptor.Id, parts), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        }

        if (timedOut)
        {
            Log.GateTimedOut(parts.Logger, descriptor.Id, timeout.TotalSeconds);
        }

        var finished = FindingFinisher.Finish(result, context, options.MaxFindingsPerGate, descriptor.Id, parts.Logger);
        activity?.SetTag(QualityGatesTelemetry.OutcomeTag, Names.Of(finished.Outcome));
        var report = new GateReport(descriptor, finished)
        {
            StartedAfter = startedAfter,
            Duration = parts.Time.GetElapsedTime(start),
            Error = error,
        };
        return new FinishedGate(report, StillRunning: !ended);
    }

    private static async Task<bool> EndsAsync(Task work, TimeSpan grace, TimeProvider time, CancellationToken stop)
    {
        var stopped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var registration = stop.UnsafeRegister(static state => ((TaskCompletionSource)state!).TrySetResult(), stopped);
        if (await Task.WhenAny(work, stopped.Task).ConfigureAwait(false) == work)
        {
            return true;
        }

        using var cancelGrace = new CancellationTokenSource();
        var over = Task.Delay(grace, time, cancelGrace.Token);
        var ended = await Task.WhenAny(work, over).ConfigureAwait(false) == work;
        await cancelGrace.CancelAsync().ConfigureAwait(false);
        return ended;
    }

    private static async Task<(GateResult Result, string? Error)> JudgeAsync(Task<GateResult> work, string gate, ILogger logger, CancellationToken cancellationToken)
    {
        try
        {
            return (await work.ConfigureAwait(false) ?? GateResult.Inconclusive("The gate returned nothing."), null);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return (GateResult.Inconclusive("The run was cancelled."), null);
        }
        catch (ToolNotFoundException exception)
        {
            return (GateResult.Inconclusive($"The tool '{exception.Tool}' is missing.", exception.Remedy), null);
        }
        catch (Exception exception)
        {
            // The gate is the user's code; a gate that crashed has not looked.
            Log.GateCrashed(logger, gate, exception);
            return (GateResult.Inconclusive($"The gate crashed: {exception.GetType().Name}: {exception.Message}"), exception.ToString());
        }
    }

    /// <summary>Nobody waits for an abandoned gate any more: the log is the only place to say how it ended.</summary>
    private static void EndLate(Task work, string gate, EngineParts parts)
    {
        if (work.Exception?.InnerException is { } exception)
        {
            Log.GateCrashed(parts.Logger, gate, exception);
        }

        parts.Metrics.GateEnded(gate);
    }

    private static string Seconds(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.###} s");
}
