namespace AutonomousSdlc.QualityGates;

/// <summary>Says what a gate is and how it may be scheduled.</summary>
public sealed record GateDescriptor
{
    /// <summary>Creates a descriptor.</summary>
    /// <param name="id">Short stable id; it appears in reports, metrics and <see cref="QualityRun.Only"/>.</param>
    public GateDescriptor(string id)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(id);
        Id = id;
        Name = id;
    }

    /// <summary>Short stable id, unique in an engine.</summary>
    public string Id { get; }

    /// <summary>Name for people.</summary>
    /// <value>Default: the id.</value>
    public string Name { get; init; }

    /// <summary>Whether the gate can fail the run. What an advisory gate finds is at most a warning.</summary>
    /// <value>Default: <see langword="true"/>.</value>
    public bool Required { get; init; } = true;

    /// <summary>
    /// Artifacts that the gate reads, such as <see cref="GateArtifacts.BuildOutput"/>. Gates of the run that provide one
    /// finish first; when one of them does not pass, this gate is skipped. An artifact that no gate of the run provides
    /// holds nothing up: the gate asks <see cref="GateContext.IsProvided"/> and obtains it itself.
    /// </summary>
    public IReadOnlyList<string> Needs { get; init; } = [];

    /// <summary>Artifacts that exist once the gate passed.</summary>
    public IReadOnlyList<string> Provides { get; init; } = [];

    /// <summary>Names of things that only one gate at a time may use, such as <see cref="GateResources.IntermediateOutput"/>.</summary>
    public IReadOnlyList<string> Resources { get; init; } = [];

    /// <summary>Resources that the gate uses in addition when one of its <see cref="Needs"/> has no provider in the run.</summary>
    public IReadOnlyList<string> FallbackResources { get; init; } = [];

    /// <summary>How long the gate may take before it is stopped and counts as inconclusive.</summary>
    /// <value>Default: <see langword="null"/>, the engine's <see cref="QualityGateOptions.GateTimeout"/>.</value>
    public TimeSpan? Timeout { get; init; }

    /// <summary>Whether the gate works on one solution or project, which the engine then finds before any gate starts.</summary>
    public bool RequiresSolution { get; init; }
}
