using Microsoft.Extensions.Logging;

namespace AutonomousSdlc.Deployment.Internal;

internal static partial class Log
{
    [LoggerMessage(4000, LogLevel.Information, "Deployment {Id} began: {Service} {Version} to {Environment}, slot {Slot}, {Replicas} instance(s), epoch {Epoch}.")]
    public static partial void Began(ILogger logger, string id, string service, string version, string environment, string slot, int replicas, long epoch);

    [LoggerMessage(4001, LogLevel.Information, "Deployment {Id}, step {Step} done in {Elapsed}: {Detail}")]
    public static partial void StepDone(ILogger logger, string id, string step, TimeSpan elapsed, string detail);

    [LoggerMessage(4002, LogLevel.Warning, "Deployment {Id}, step {Step} failed after {Elapsed}: {Reason} The time of each step is set by Deadlines.")]
    public static partial void StepFailed(ILogger logger, string id, string step, TimeSpan elapsed, string reason);

    [LoggerMessage(4003, LogLevel.Warning, "Deployment {Id} goes back: {Reason} Change with Strategy.ErrorRatioLimit, Strategy.MinimumRequests, Strategy.OnInsufficientEvidence and Health.")]
    public static partial void GoingBack(ILogger logger, string id, string reason);

    [LoggerMessage(4004, LogLevel.Error, "Deployment {Id} is held and a person must decide: {Reason} Traffic is left as it is; the next deployment is allowed.")]
    public static partial void Held(ILogger logger, string id, string reason);

    [LoggerMessage(4005, LogLevel.Information, "Deployment {Id} ended after {Elapsed} as {Status}: {Reason}")]
    public static partial void Ended(ILogger logger, string id, TimeSpan elapsed, DeploymentStatus status, string reason);

    [LoggerMessage(4006, LogLevel.Warning, "Deployment {Id} was refused: {Reason} Gates are added with AddGate; their time is Deadlines.Gates.")]
    public static partial void Refused(ILogger logger, string id, string reason);

    [LoggerMessage(4007, LogLevel.Warning, "Deployment {Id} was left unfinished and is recovered by {Action}: {Reason} Its journal is in DeploymentOptions.StateDirectory.")]
    public static partial void Recovering(ILogger logger, string id, string action, string reason);

    [LoggerMessage(4008, LogLevel.Warning, "Journal {Path} ended within a record, which was dropped: the last writer was cut off. The journal is in DeploymentOptions.StateDirectory.")]
    public static partial void TornTail(ILogger logger, string path);

    [LoggerMessage(4009, LogLevel.Warning, "Deployment {Id}: the router could not be read ({Reason}); {Count} time(s) in a row. It is looked at every Strategy.Interval.")]
    public static partial void RouterUnreadable(ILogger logger, string id, string reason, int count);

    [LoggerMessage(4010, LogLevel.Warning, "Deployment {Id}: slot {Slot} still had requests in flight after {Deadline}; they may be cut off. Change with Drain.Deadline.")]
    public static partial void DrainIncomplete(ILogger logger, string id, string slot, TimeSpan deadline);

    [LoggerMessage(4011, LogLevel.Warning, "Deployment {Id}: {Step} failed and is tried again: {Reason} It is given up after Deadlines.RollBack.")]
    public static partial void Retrying(ILogger logger, string id, string step, string reason);

    [LoggerMessage(4012, LogLevel.Warning, "Deployment {Id}: slot {Slot} could not be stopped: {Reason} The next deployment into the slot stops it. Change with Deadlines.Stop.")]
    public static partial void LeftRunning(ILogger logger, string id, string slot, string reason);

    [LoggerMessage(4013, LogLevel.Debug, "Deployment {Id}, {Step}: {Message}")]
    public static partial void Progress(ILogger logger, string id, string step, string message);
}
