namespace AutonomousSdlc.Deployment;

/// <summary>
/// Brings versions into environments without losing a request, proves them under real traffic and goes back by itself
/// when they fail.
/// </summary>
/// <remarks>
/// What the orchestrator does is written to a journal before and after it happens. After a crash at any point
/// <see cref="RecoverAsync"/> (or the next deployment, which recovers first) brings the environment to exactly the old or
/// the new version.
/// </remarks>
public interface IDeploymentOrchestrator
{
    /// <summary>
    /// Deploys and returns when the outcome is decided and applied. A refusal, a failure and a rollback are results, not
    /// exceptions. Cancelling a running deployment rolls it back and gives a result of
    /// <see cref="DeploymentStatus.Cancelled"/>.
    /// </summary>
    /// <param name="request">What to deploy where.</param>
    /// <param name="cancellationToken">Rolls the deployment back; after the new version was promoted it has no effect.</param>
    /// <exception cref="DeploymentInProgressException">The service is being deployed in this environment.</exception>
    /// <exception cref="DeploymentConfigurationException">The environment, service or version is not usable.</exception>
    /// <exception cref="DeploymentJournalException">The journal cannot be read or written.</exception>
    /// <exception cref="DeploymentException">Router or target cannot be read; nothing was done.</exception>
    /// <exception cref="OperationCanceledException">Cancelled before anything was done.</exception>
    Task<DeploymentResult> DeployAsync(DeploymentRequest request, CancellationToken cancellationToken = default);

    /// <summary>Deploys a service by its names, see <see cref="DeployAsync"/>.</summary>
    /// <param name="service">Name of the service.</param>
    /// <param name="version">Version to run.</param>
    /// <param name="environment">Name of the environment.</param>
    /// <param name="replicas">Wanted instances, 1 to 1000.</param>
    /// <param name="cancellationToken">Rolls the deployment back.</param>
    Task<DeploymentResult> DeployToProductionAsync(
        string service,
        string version,
        string environment,
        int replicas,
        CancellationToken cancellationToken = default);

    /// <summary>Says which steps a deployment would take. It reads the router and the target and changes nothing.</summary>
    /// <param name="request">What to deploy where.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    Task<DeploymentPlan> PlanAsync(DeploymentRequest request, CancellationToken cancellationToken = default);

    /// <summary>
    /// Finishes or undoes what a crash left in every configured environment, after looking at the router and the target.
    /// </summary>
    /// <param name="cancellationToken">Stops between environments; a bake window that was resumed is rolled back, all else completed.</param>
    /// <returns>One result per deployment that was left unfinished; empty when there was none.</returns>
    /// <exception cref="DeploymentInProgressException">A deployment is under way, perhaps in another process.</exception>
    /// <exception cref="DeploymentJournalException">A journal cannot be read or written.</exception>
    /// <exception cref="DeploymentException">Router or target cannot be read; nothing was done.</exception>
    Task<IReadOnlyList<DeploymentResult>> RecoverAsync(CancellationToken cancellationToken = default);

    /// <summary>
    /// Events of a deployment from its beginning; ends with the deployment. A finished deployment is told from the journal.
    /// </summary>
    /// <param name="deploymentId">Identity from the request or the result.</param>
    /// <param name="cancellationToken">Stops watching; the deployment goes on.</param>
    /// <exception cref="DeploymentException">No deployment has this identity.</exception>
    IAsyncEnumerable<DeploymentEvent> WatchAsync(string deploymentId, CancellationToken cancellationToken = default);

    /// <summary>Past deployments from the journals, newest first; a deployment under way is <see cref="DeploymentStatus.InProgress"/>.</summary>
    /// <param name="query">Which ones. Default: the newest 100.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    Task<IReadOnlyList<DeploymentResult>> GetHistoryAsync(
        DeploymentHistoryQuery? query = null,
        CancellationToken cancellationToken = default);
}
