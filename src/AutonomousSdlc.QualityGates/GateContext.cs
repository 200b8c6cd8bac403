namespace AutonomousSdlc.QualityGates;

/// <summary>What a gate gets to work with. Tests of a gate create one themselves.</summary>
public sealed class GateContext
{
    /// <summary>Creates a context.</summary>
    /// <param name="run">The run.</param>
    /// <param name="rootPath">Full path of the repository's folder.</param>
    /// <param name="tools">Starts programs.</param>
    public GateContext(QualityRun run, string rootPath, IToolRunner tools)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentException.ThrowIfNullOrEmpty(rootPath);
        ArgumentNullException.ThrowIfNull(tools);
        Run = run;
        RootPath = rootPath;
        Tools = tools;
    }

    /// <summary>The run that the gate is part of.</summary>
    public QualityRun Run { get; }

    /// <summary>Full path of the repository's folder.</summary>
    public string RootPath { get; }

    /// <summary>Starts programs; they are killed when the gate is cancelled or times out.</summary>
    public IToolRunner Tools { get; }

    /// <summary>Full path of the solution or project; set when the gate's descriptor requires one.</summary>
    public string? SolutionPath { get; init; }

    /// <summary>Artifacts that gates of this run have provided.</summary>
    public IReadOnlyCollection<string> Provided { get; init; } = [];

    /// <summary>Lines that changed since the run's baseline.</summary>
    /// <value><see langword="null"/> when all code counts.</value>
    public ChangedLines? Changes { get; init; }

    /// <summary>Receives messages for the run's progress.</summary>
    public Action<string>? OnProgress { get; init; }

    /// <summary>Whether a gate of this run has already provided an artifact that this gate needs.</summary>
    /// <param name="artifact">The artifact, such as <see cref="GateArtifacts.BuildOutput"/>.</param>
    /// <returns>Whether the gate can rely on it.</returns>
    public bool IsProvided(string artifact) => Provided.Contains(artifact, StringComparer.Ordinal);

    /// <summary>Whether a finding counts: always with <see cref="GateScope.All"/>, otherwise when its main place was changed.</summary>
    /// <param name="finding">The finding.</param>
    /// <returns>Whether it counts. A finding without a place counts: it cannot be proven old.</returns>
    public bool Counts(Finding finding)
    {
        ArgumentNullException.ThrowIfNull(finding);
        return Changes is null || finding.Location is not { } place || Changes.Contains(place, RootPath);
    }

    /// <summary>Tells the run's progress what the gate is doing.</summary>
    /// <param name="message">A short text.</param>
    public void Report(string message) => OnProgress?.Invoke(message);
}
