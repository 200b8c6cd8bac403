namespace AutonomousSdlc.Deployment.Forwarder.Internal;

/// <summary>Remembers which service and environment a forwarder serves: it has one door, so it can serve only one.</summary>
internal sealed class EnvironmentClaim
{
    private string? _owner;

    /// <exception cref="DeploymentConfigurationException">Another environment has the forwarder.</exception>
    public void Take(DeploymentEnvironment environment)
    {
        var claimant = $"{environment.Service} in {environment.Name}";
        var owner = Interlocked.CompareExchange(ref _owner, claimant, comparand: null) ?? claimant;
        if (owner != claimant)
        {
            throw new DeploymentConfigurationException(
                $"The forwarder serves {owner} and cannot also serve {claimant}. Register one forwarder per environment with AddForwarder(name) and choose with UseForwarders.");
        }
    }
}
