using System.ComponentModel.DataAnnotations;

namespace AutonomousSdlc.Deployment;

/// <summary>Options of an orchestrator.</summary>
public sealed class DeploymentOptions
{
    /// <summary>
    /// Directory of the journals; made when missing. It must be on a local disk that honours fsync and locks. Default:
    /// <c>autonomous-sdlc/deployment</c> below the user's local application data. Not live.
    /// </summary>
    [Required(ErrorMessage = "StateDirectory is empty. Name a directory on a local disk for the journals.")]
    public string StateDirectory { get; set; } = Path.Combine(
        Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify),
        "autonomous-sdlc",
        "deployment");

    /// <summary>
    /// Deployments kept in a journal, 1 to 10 000. Default: 200. Older ones are dropped when a deployment starts and the
    /// journal holds twice as many. Live.
    /// </summary>
    [Range(1, 10_000)]
    public int HistoryLimit { get; set; } = 200;

    /// <summary>Environments, each with a different pair of name and service. Live for the next deployment.</summary>
    public IList<DeploymentEnvironment> Environments { get; } = [];

    /// <summary>Faults of environment files, reported together with all others.</summary>
    internal List<string> ConfigurationErrors { get; } = [];
}
