namespace AutonomousSdlc.Scaling;

/// <content>Instruments and tags of load balancing.</content>
public static partial class ScalingTelemetry
{
    /// <summary>Observable counter, <c>{pick}</c>: leases handed out, by balancer and node.</summary>
    public const string Picks = "autonomous_sdlc.scaling.picks";

    /// <summary>Observable counter, <c>{call}</c>: finished leases, by balancer, node and result.</summary>
    public const string Calls = "autonomous_sdlc.scaling.calls";

    /// <summary>Counter, <c>{pick}</c>: acquisitions that found no node, by balancer and reason.</summary>
    public const string PickFailures = "autonomous_sdlc.scaling.pick_failures";

    /// <summary>Observable up-down counter, <c>{call}</c>: leases that are out, by balancer and node.</summary>
    public const string InFlight = "autonomous_sdlc.scaling.in_flight";

    /// <summary>Histogram, seconds: latency that callers reported on completion, by balancer and outcome.</summary>
    public const string CallDuration = "autonomous_sdlc.scaling.call.duration";

    /// <summary>Counter, <c>{ejection}</c>: nodes taken out after failures, by balancer, node and reason.</summary>
    public const string Ejections = "autonomous_sdlc.scaling.ejections";

    /// <summary>Observable up-down counter, <c>{node}</c>: members, by balancer and state.</summary>
    public const string Nodes = "autonomous_sdlc.scaling.nodes";

    /// <summary>Tag: name of the balancer.</summary>
    public const string BalancerTag = "autonomous_sdlc.balancer";

    /// <summary>Tag: id of the node.</summary>
    public const string NodeTag = "autonomous_sdlc.node";

    /// <summary>Tag: state of the node (<c>healthy</c>, <c>degraded</c>, <c>ejected</c>, <c>draining</c>).</summary>
    public const string StateTag = "autonomous_sdlc.node.state";

    /// <summary>Tag: outcome of a call, or <c>success</c>, <c>failure</c> and <c>neutral</c> where only the class is counted.</summary>
    public const string OutcomeTag = "autonomous_sdlc.outcome";

    /// <summary>Tag: why something was done or refused.</summary>
    public const string ReasonTag = "autonomous_sdlc.reason";
}
