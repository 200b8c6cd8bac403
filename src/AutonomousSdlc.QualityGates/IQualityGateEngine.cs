namespace AutonomousSdlc.QualityGates;

/// <summary>Runs the registered gates and combines what they found.</summary>
public interface IQualityGateEngine
{
    /// <summary>What the registered gates are, in registration order.</summary>
    IReadOnlyList<GateDescriptor> Gates { get; }

    /// <summary>Runs gates on a repository, in parallel as far as their needs and resources allow.</summary>
    /// <param name="run">What to run on what.</param>
    /// <param name="progress">Told about each start, message and finish, in order. Its exceptions are logged, not thrown.</param>
    /// <param name="cancellationToken">Stops all gates and the tools they started.</param>
    /// <returns>The report; <see cref="QualityReport.Succeeded"/> is the verdict.</returns>
    /// <exception cref="SolutionDiscoveryException">A gate needs a solution, and the path has none or several.</exception>
    /// <exception cref="QualityGateException">The run names a path or a gate that does not exist, or the gates need one another in a circle.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    Task<QualityReport> RunAsync(QualityRun run, IProgress<GateProgress>? progress = null, CancellationToken cancellationToken = default);
}
