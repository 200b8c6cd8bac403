using Microsoft.Extensions.Logging;

namespace AutonomousSdlc.Scaling.Internal;

/// <summary>Log events 3400 to 3799.</summary>
internal static partial class AutoscalingLog
{
    [LoggerMessage(3400, LogLevel.Information, "Autoscaler \"{Name}\" started: every {Interval}, between {Minimum} and {Maximum} workers.")]
    public static partial void Started(ILogger logger, string name, TimeSpan interval, int minimum, int maximum);

    [LoggerMessage(3401, LogLevel.Information, "Autoscaler \"{Name}\" stopped; the workers stay.")]
    public static partial void Stopped(ILogger logger, string name);

    [LoggerMessage(3402, LogLevel.Information, "Autoscaler \"{Name}\" scaled from {From} to {To}. {Reason}")]
    public static partial void Scaled(ILogger logger, string name, int from, int to, string reason);

    [LoggerMessage(3403, LogLevel.Debug, "Autoscaler \"{Name}\" scaled nothing ({Cause}). {Reason}")]
    public static partial void Held(ILogger logger, string name, ScaleCause cause, string reason);

    [LoggerMessage(3404, LogLevel.Warning, "Autoscaler \"{Name}\" lacks a signal. {Reason} Check the signals given to Target, or raise CallTimeout.")]
    public static partial void SignalUnknown(ILogger logger, string name, string reason);

    [LoggerMessage(3405, LogLevel.Warning, "Autoscaler \"{Name}\" needs more workers than it may have. {Reason}")]
    public static partial void AtMaximum(ILogger logger, string name, string reason);

    [LoggerMessage(3406, LogLevel.Warning, "Autoscaler \"{Name}\" cannot reach its target. {Reason} Check the target given to Scale, or raise CallTimeout.")]
    public static partial void TargetFailed(ILogger logger, string name, string reason);

    [LoggerMessage(3407, LogLevel.Warning, "Autoscaler \"{Name}\" keeps its options, because the changed ones are not valid. {Errors} Correct the configuration.")]
    public static partial void OptionsRefused(ILogger logger, string name, string errors);

    [LoggerMessage(3408, LogLevel.Information, "Autoscaler \"{Name}\" scales another target from now on: {Target}.")]
    public static partial void Retargeted(ILogger logger, string name, string target);

    [LoggerMessage(3500, LogLevel.Information, "Worker \"{Worker}\" is ready at {Address} after {Duration}.")]
    public static partial void WorkerReady(ILogger logger, string worker, Uri address, TimeSpan duration);

    [LoggerMessage(3501, LogLevel.Information, "Worker \"{Worker}\" is gone.")]
    public static partial void WorkerGone(ILogger logger, string worker);

    [LoggerMessage(3502, LogLevel.Warning, "A worker failed and is replaced. {Failure} Change with StartTimeout, ReadinessPath or the command.")]
    public static partial void WorkerFailed(ILogger logger, string failure);

    [LoggerMessage(3503, LogLevel.Warning, "Worker \"{Worker}\" was not idle within {Timeout} and is stopped. Change with DrainTimeout.")]
    public static partial void DrainIncomplete(ILogger logger, string worker, TimeSpan timeout);
}
