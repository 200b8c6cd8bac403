using Microsoft.Extensions.Logging;

namespace AutonomousSdlc.QualityGates.Internal;

internal static partial class Log
{
    [LoggerMessage(5000, LogLevel.Information, "Quality run started on {Path} with {Gates} gates, at most {Limit} at a time.")]
    public static partial void RunStarted(ILogger logger, string path, int gates, int limit);

    [LoggerMessage(5001, LogLevel.Information, "Quality run on {Path} ended after {Seconds:0.0} s: {Outcome}; the code may go on: {Succeeded}.")]
    public static partial void RunFinished(ILogger logger, string path, double seconds, GateOutcome outcome, bool succeeded);

    [LoggerMessage(5002, LogLevel.Debug, "Gate {Gate} started.")]
    public static partial void GateStarted(ILogger logger, string gate);

    [LoggerMessage(5003, LogLevel.Information, "Gate {Gate}: {Outcome} after {Seconds:0.0} s. {Summary}")]
    public static partial void GateFinished(ILogger logger, string gate, GateOutcome outcome, double seconds, string summary);

    [LoggerMessage(5004, LogLevel.Error, "Gate {Gate} crashed and counts as inconclusive; whether that fails the run says TreatInconclusiveAsFailure.")]
    public static partial void GateCrashed(ILogger logger, string gate, Exception exception);

    [LoggerMessage(5005, LogLevel.Warning, "Gate {Gate} was stopped after {Seconds:0.0} s and counts as inconclusive. Raise GateTimeout, or the gate's own Timeout.")]
    public static partial void GateTimedOut(ILogger logger, string gate, double seconds);

    [LoggerMessage(5006, LogLevel.Warning, "Gate {Gate} ignored its cancellation for {Seconds:0.0} s; the run goes on without it. A gate must honour its token; StopTimeout says how long is waited.")]
    public static partial void GateAbandoned(ILogger logger, string gate, double seconds);

    [LoggerMessage(5007, LogLevel.Debug, "Gate {Gate} did not start because gate {BlockedBy} did not pass.")]
    public static partial void GateBlocked(ILogger logger, string gate, string blockedBy);

    [LoggerMessage(5008, LogLevel.Warning, "Gate {Gate} has {Count} findings; the report keeps the worst {Kept}. Raise MaxFindingsPerGate to keep more.")]
    public static partial void FindingsDropped(ILogger logger, string gate, int count, int kept);

    [LoggerMessage(5009, LogLevel.Error, "The progress callback of a quality run failed; the run goes on.")]
    public static partial void ProgressFailed(ILogger logger, Exception exception);

    [LoggerMessage(5010, LogLevel.Debug, "Tool {Tool} started in {Directory}: {Arguments}")]
    public static partial void ToolStarted(ILogger logger, string tool, string directory, string arguments);

    [LoggerMessage(5011, LogLevel.Debug, "Tool {Tool} ended after {Seconds:0.0} s with exit code {ExitCode}.")]
    public static partial void ToolFinished(ILogger logger, string tool, double seconds, int exitCode);
}
