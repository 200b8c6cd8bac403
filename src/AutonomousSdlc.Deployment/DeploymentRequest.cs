namespace AutonomousSdlc.Deployment;

/// <summary>Asks for a version of a service in an environment.</summary>
public sealed record DeploymentRequest
{
    /// <summary>Name of the service, as in the environment.</summary>
    public required string Service { get; init; }

    /// <summary>Version to run: 1 to 128 characters, letters, digits, <c>.</c>, <c>-</c>, <c>_</c> and <c>+</c>.</summary>
    public required string Version { get; init; }

    /// <summary>Name of the environment.</summary>
    public required string Environment { get; init; }

    /// <summary>Wanted instances, 1 to 1000. Default: the environment's own number.</summary>
    public int? Replicas { get; init; }

    /// <summary>
    /// Identity of the deployment, for <see cref="IDeploymentOrchestrator.WatchAsync"/>. Default: made from service,
    /// version and the lease's epoch.
    /// </summary>
    public string? Id { get; init; }
}
