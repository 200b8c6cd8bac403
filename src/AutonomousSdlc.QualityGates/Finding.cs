namespace AutonomousSdlc.QualityGates;

/// <summary>One thing a gate found, shaped so that it can become a result of SARIF 2.1.0 without loss.</summary>
/// <param name="RuleId">Stable id of the rule, such as <c>CS0168</c>.</param>
/// <param name="Level">How bad it is.</param>
/// <param name="Message">What was found.</param>
public sealed record Finding(string RuleId, FindingLevel Level, FindingMessage Message)
{
    /// <summary>Where it is, the main place first; empty when it belongs to no file.</summary>
    public IReadOnlyList<FindingLocation> Locations { get; init; } = [];

    /// <summary>The main place, or <see langword="null"/> when the finding belongs to no file.</summary>
    public FindingLocation? Location => Locations.Count > 0 ? Locations[0] : null;

    /// <summary>
    /// Identifies the finding across runs: SHA-256, in hexadecimal, over the rule, the path, the content of the line
    /// without its spacing and the count of equal findings before it. It survives moved lines, not edits of the line.
    /// </summary>
    /// <value>Default: <see langword="null"/>; the engine fills it.</value>
    public string? Fingerprint { get; init; }

    /// <summary>Whether the finding is new, when the run's scope is <see cref="GateScope.New"/>.</summary>
    public BaselineState? BaselineState { get; init; }

    /// <summary>Where the rule is explained.</summary>
    public Uri? HelpUri { get; init; }

    /// <summary>Further facts by name.</summary>
    public IReadOnlyDictionary<string, string> Properties { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);
}
