using Microsoft.Extensions.Logging;

namespace AutonomousSdlc.Scaling.Internal;

/// <summary>Log messages of load balancing; event ids 3000 to 3399.</summary>
internal static partial class BalancingLog
{
    [LoggerMessage(3000, LogLevel.Information, "Registry '{Registry}': node '{Node}' at {Address} joined.")]
    public static partial void Registered(ILogger logger, string registry, string node, Uri? address);

    [LoggerMessage(3001, LogLevel.Information, "Registry '{Registry}': node '{Node}' at {Address} has a new description.")]
    public static partial void Updated(ILogger logger, string registry, string node, Uri? address);

    [LoggerMessage(3002, LogLevel.Information, "Registry '{Registry}': node '{Node}' is {State} after a report: {Reason}.")]
    public static partial void HealthReported(ILogger logger, string registry, string node, NodeState state, string reason);

    [LoggerMessage(3003, LogLevel.Information, "Registry '{Registry}': node '{Node}' takes no new calls; {InFlight} are in flight.")]
    public static partial void Draining(ILogger logger, string registry, string node, int inFlight);

    [LoggerMessage(3004, LogLevel.Information, "Registry '{Registry}': node '{Node}' is idle after draining for {Duration}.")]
    public static partial void Drained(ILogger logger, string registry, string node, TimeSpan duration);

    [LoggerMessage(3005, LogLevel.Warning, "Registry '{Registry}': node '{Node}' still has {InFlight} calls in flight after draining for {Duration}. It stays without new calls; pass DrainAsync a longer deadline to wait for slower calls.")]
    public static partial void DrainDeadlinePassed(ILogger logger, string registry, string node, int inFlight, TimeSpan duration);

    [LoggerMessage(3006, LogLevel.Information, "Registry '{Registry}': node '{Node}' takes calls again instead of draining.")]
    public static partial void Resumed(ILogger logger, string registry, string node);

    [LoggerMessage(3007, LogLevel.Information, "Registry '{Registry}': node '{Node}' left.")]
    public static partial void Deregistered(ILogger logger, string registry, string node);

    [LoggerMessage(3010, LogLevel.Warning, "Registry '{Registry}': node '{Node}' is out of rotation for {Duration} after failures, the last one {Reason}. Ejection.ConsecutiveFailures, ConnectionFailureWeight and BaseTime decide when and for how long.")]
    public static partial void Ejected(ILogger logger, string registry, string node, TimeSpan duration, string reason);

    [LoggerMessage(3011, LogLevel.Warning, "Registry '{Registry}': node '{Node}' fails ({Reason}) but stays in rotation, because {Ejected} nodes are out already. Ejection.MaximumRatio sets the cap.")]
    public static partial void EjectionSuppressed(ILogger logger, string registry, string node, string reason, int ejected);

    [LoggerMessage(3012, LogLevel.Information, "Registry '{Registry}': node '{Node}' is back on probation, because {Reason}.")]
    public static partial void Returned(ILogger logger, string registry, string node, string reason);

    [LoggerMessage(3013, LogLevel.Warning, "Registry '{Registry}': none of {Members} members is healthy (mode was {Previous}), so calls go to ejected ones. Lower Ejection.MaximumRatio to keep more in rotation, or look at what all of them share.")]
    public static partial void PanicEntered(ILogger logger, string registry, int members, string previous);

    [LoggerMessage(3014, LogLevel.Information, "Registry '{Registry}': mode changed from {Previous} to {Mode} with {Members} members.")]
    public static partial void ModeChanged(ILogger logger, string registry, string previous, string mode, int members);

    [LoggerMessage(3015, LogLevel.Error, "Registry '{Registry}': a change callback threw; it is called again at the next change.")]
    public static partial void CallbackFailed(ILogger logger, Exception exception, string registry);
}
