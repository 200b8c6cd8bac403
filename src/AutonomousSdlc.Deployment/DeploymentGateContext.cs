namespace AutonomousSdlc.Deployment;

/// <summary>What a gate decides about.</summary>
/// <param name="Request">The deployment that was asked for.</param>
/// <param name="Environment">The environment that it goes to.</param>
/// <param name="Services">Services of the host.</param>
public sealed record DeploymentGateContext(
    DeploymentRequest Request,
    DeploymentEnvironment Environment,
    IServiceProvider Services);
