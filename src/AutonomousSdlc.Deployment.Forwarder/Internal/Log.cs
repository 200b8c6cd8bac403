using Microsoft.Extensions.Logging;

namespace AutonomousSdlc.Deployment.Forwarder.Internal;

internal static partial class Log
{
    [LoggerMessage(4500, LogLevel.Information, "Forwarder \"{Forwarder}\" listens on {Address}.")]
    public static partial void ForwarderStarted(this ILogger logger, string forwarder, Uri address);

    [LoggerMessage(4501, LogLevel.Information, "Forwarder \"{Forwarder}\" stopped.")]
    public static partial void ForwarderStopped(this ILogger logger, string forwarder);

    [LoggerMessage(4502, LogLevel.Information, "Traffic change {Epoch}.{Generation} is in effect: {Weights}.")]
    public static partial void TrafficChanged(this ILogger logger, long epoch, long generation, string weights);

    [LoggerMessage(4503, LogLevel.Information, "Traffic change {Epoch}.{Generation} was restored from \"{Path}\": {Weights}.")]
    public static partial void TrafficRestored(this ILogger logger, long epoch, long generation, string path, string weights);

    [LoggerMessage(4504, LogLevel.Warning, "Traffic change {Epoch}.{Generation} was rejected because {AcceptedEpoch}.{AcceptedGeneration} was accepted before: an orchestrator works without its lease. Keep one DeploymentOptions.StateDirectory per service and environment.")]
    public static partial void StaleChangeRejected(this ILogger logger, long epoch, long generation, long acceptedEpoch, long acceptedGeneration);

    [LoggerMessage(4505, LogLevel.Information, "Slot {Slot} has no request in flight.")]
    public static partial void SlotDrained(this ILogger logger, string slot);

    [LoggerMessage(4506, LogLevel.Warning, "Slot {Slot} still had {InFlight} requests in flight after {Deadline}. Change with DrainSettings.Deadline.")]
    public static partial void SlotNotDrained(this ILogger logger, string slot, int inFlight, TimeSpan deadline);

    [LoggerMessage(4507, LogLevel.Warning, "A request to slot {Slot} failed with {Status} ({Reason}); further failures of the slot within a second are counted but not logged. Time limits are ForwarderOptions.ConnectTimeout, ResponseTimeout and ActivityTimeout.")]
    public static partial void UpstreamFailed(this ILogger logger, string slot, int status, string reason, Exception? exception);

    [LoggerMessage(4508, LogLevel.Debug, "A request was refused with {Status} ({Reason}) before any slot saw it.")]
    public static partial void RequestRefused(this ILogger logger, int status, string reason);

    [LoggerMessage(4509, LogLevel.Information, "Control socket \"{Path}\" takes orders.")]
    public static partial void ControlListening(this ILogger logger, string path);

    [LoggerMessage(4510, LogLevel.Warning, "A control request {Method} {Path} was rejected with {Status}: {Reason} Whoever may send one is decided by the directory of ForwarderOptions.ControlSocket.")]
    public static partial void ControlRejected(this ILogger logger, string method, string path, int status, string reason);

    [LoggerMessage(4511, LogLevel.Error, "A control request {Method} {Path} failed.")]
    public static partial void ControlFailed(this ILogger logger, string method, string path, Exception exception);

    [LoggerMessage(4512, LogLevel.Debug, "Slot {Slot} could not be reached at {Endpoint}; the request, of which nothing was sent, goes to the slot's next endpoint.")]
    public static partial void ConnectRetried(this ILogger logger, string slot, string endpoint, Exception exception);
}
