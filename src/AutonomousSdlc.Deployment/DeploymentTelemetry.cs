namespace AutonomousSdlc.Deployment;

/// <summary>Names of the package's metrics and traces.</summary>
public static class DeploymentTelemetry
{
    /// <summary>Name of the meter.</summary>
    public const string MeterName = "AutonomousSdlc.Deployment";

    /// <summary>Name of the activity source: one activity <c>deploy</c> per deployment with a child per step.</summary>
    public const string ActivitySourceName = "AutonomousSdlc.Deployment";

    /// <summary>Histogram, seconds: time of a deployment; tags <see cref="ServiceTag"/>, <see cref="EnvironmentTag"/>, <see cref="StatusTag"/>.</summary>
    public const string Duration = "autonomous_sdlc.deployment.duration";

    /// <summary>Histogram, seconds: time of a step; tags <see cref="ServiceTag"/>, <see cref="EnvironmentTag"/>, <see cref="StepTag"/>, <see cref="OutcomeTag"/>.</summary>
    public const string StepDuration = "autonomous_sdlc.deployment.step.duration";

    /// <summary>Up-down counter: deployments under way; tags <see cref="ServiceTag"/>, <see cref="EnvironmentTag"/>.</summary>
    public const string InProgress = "autonomous_sdlc.deployment.in_progress";

    /// <summary>Counter: failed requests of new versions under watch, as the router counted them; tags <see cref="ServiceTag"/>, <see cref="EnvironmentTag"/>.</summary>
    public const string ExposedFailures = "autonomous_sdlc.deployment.exposed_failures";

    /// <summary>Tag: name of the service.</summary>
    public const string ServiceTag = "service";

    /// <summary>Tag: name of the environment.</summary>
    public const string EnvironmentTag = "environment";

    /// <summary>Tag: a value of <see cref="DeploymentStatus"/> in lower case with underscores, for example <c>rolled_back</c>.</summary>
    public const string StatusTag = "status";

    /// <summary>Tag: identity of a step, see <see cref="DeploymentStep.Id"/>.</summary>
    public const string StepTag = "step";

    /// <summary>Tag: <c>done</c> or <c>failed</c>.</summary>
    public const string OutcomeTag = "outcome";
}
