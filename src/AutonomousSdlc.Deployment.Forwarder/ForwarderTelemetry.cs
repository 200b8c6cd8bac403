namespace AutonomousSdlc.Deployment.Forwarder;

/// <summary>Names of the metrics and tags that a forwarder writes.</summary>
public static class ForwarderTelemetry
{
    /// <summary>Name of the meter, shared with the deployment package.</summary>
    public const string MeterName = "AutonomousSdlc.Deployment";

    /// <summary>Finished requests by <see cref="ForwarderTag"/>, <see cref="SlotTag"/> and <see cref="OutcomeTag"/>; <c>{request}</c>.</summary>
    public const string Requests = "autonomous_sdlc.deployment.forwarder.requests";

    /// <summary>Requests whose answer is not complete, by <see cref="ForwarderTag"/> and <see cref="SlotTag"/>; <c>{request}</c>.</summary>
    public const string InFlight = "autonomous_sdlc.deployment.forwarder.in_flight";

    /// <summary>Weight by <see cref="ForwarderTag"/> and <see cref="SlotTag"/>, 0 to 100.</summary>
    public const string Weight = "autonomous_sdlc.deployment.forwarder.weight";

    /// <summary>From the head of the request to the end of the response, upgraded connections left out; seconds.</summary>
    public const string RequestDuration = "autonomous_sdlc.deployment.forwarder.request.duration";

    /// <summary>Requests that no slot saw, by <see cref="ForwarderTag"/> and <see cref="ReasonTag"/>; <c>{request}</c>.</summary>
    public const string Refused = "autonomous_sdlc.deployment.forwarder.refused";

    /// <summary>Name of the forwarder; empty for the unnamed one.</summary>
    public const string ForwarderTag = "forwarder";

    /// <summary>Name of the slot.</summary>
    public const string SlotTag = "slot";

    /// <summary><c>success</c>, <c>failure</c> (5xx or no complete answer) or <c>client_aborted</c>.</summary>
    public const string OutcomeTag = "outcome";

    /// <summary>Error type of <c>Proxy-Status</c>: <c>destination_unavailable</c>, <c>http_request_error</c> or <c>proxy_loop_detected</c>.</summary>
    public const string ReasonTag = "reason";
}
