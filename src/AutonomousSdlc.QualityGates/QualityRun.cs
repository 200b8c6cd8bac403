namespace AutonomousSdlc.QualityGates;

/// <summary>What to run on what.</summary>
public sealed record QualityRun
{
    /// <summary>The repository: a folder, or a solution or project file in it.</summary>
    /// <value>Default: <c>.</c>, the current folder.</value>
    public string Path { get; init; } = ".";

    /// <summary>Which findings count.</summary>
    /// <value>Default: <see cref="GateScope.All"/>.</value>
    public GateScope Scope { get; init; }

    /// <summary>The git revision that new code is compared with (its merge base with <c>HEAD</c>), for <see cref="GateScope.New"/>.</summary>
    /// <value>Default: <c>HEAD</c>, so that new means uncommitted.</value>
    public string Since { get; init; } = "HEAD";

    /// <summary>Build configuration, such as <c>Release</c>.</summary>
    /// <value>Default: <see langword="null"/>, the projects' own default.</value>
    public string? Configuration { get; init; }

    /// <summary>MSBuild properties for restore, build and test; <c>dotnet format</c> gets them as environment variables.</summary>
    public IReadOnlyDictionary<string, string> Properties { get; init; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Ids of the gates to run.</summary>
    /// <value>Default: empty, all registered gates.</value>
    public IReadOnlyCollection<string> Only { get; init; } = [];

    /// <summary>Ids of gates to leave out.</summary>
    public IReadOnlyCollection<string> Except { get; init; } = [];
}
