namespace AutonomousSdlc.Scaling.Http;

/// <summary>Names of the meter, instruments and tags of this package, for dashboards and exporters.</summary>
public static class ScalingHttpTelemetry
{
    /// <summary>Name of the meter that owns every instrument of this package.</summary>
    public const string MeterName = "AutonomousSdlc.Scaling.Http";

    /// <summary>Counter, <c>{retry}</c>: requests sent again to another node, by balancer and outcome of the attempt before.</summary>
    public const string Retries = "autonomous_sdlc.scaling.http.retries";

    /// <summary>Counter, <c>{retry}</c>: retries that would have been safe but were given up, by balancer and reason.</summary>
    public const string RetriesDenied = "autonomous_sdlc.scaling.http.retries_denied";

    /// <summary>Tag: name of the balancer.</summary>
    public const string BalancerTag = ScalingTelemetry.BalancerTag;

    /// <summary>Tag: outcome of the attempt before.</summary>
    public const string OutcomeTag = ScalingTelemetry.OutcomeTag;

    /// <summary>Tag: why a retry was given up (<c>budget</c>, <c>attempts</c>, <c>no_node</c>).</summary>
    public const string ReasonTag = ScalingTelemetry.ReasonTag;
}
