namespace AutonomousSdlc.QualityGates;

/// <summary>What one gate found.</summary>
/// <param name="Outcome">The verdict.</param>
/// <param name="Summary">One sentence with the reason and the figures.</param>
public sealed record GateResult(GateOutcome Outcome, string Summary)
{
    /// <summary>The findings, worst first after the engine sorted them.</summary>
    public IReadOnlyList<Finding> Findings { get; init; } = [];

    /// <summary>Measured figures by name, such as <c>tests.passed</c>. A figure that is unknown is absent.</summary>
    public IReadOnlyDictionary<string, double> Metrics { get; init; } = new Dictionary<string, double>(StringComparer.Ordinal);

    /// <summary>What to do about it, each with a command where there is one.</summary>
    public IReadOnlyList<string> Suggestions { get; init; } = [];

    /// <summary>The code meets the gate.</summary>
    /// <param name="summary">One sentence with the figures.</param>
    /// <returns>The result.</returns>
    public static GateResult Passed(string summary) => new(GateOutcome.Passed, summary);

    /// <summary>The code does not meet the gate.</summary>
    /// <param name="summary">One sentence with the reason.</param>
    /// <param name="findings">The findings.</param>
    /// <returns>The result.</returns>
    public static GateResult Failed(string summary, params IReadOnlyList<Finding> findings) => new(GateOutcome.Failed, summary) { Findings = findings };

    /// <summary>The gate found something that does not fail it.</summary>
    /// <param name="summary">One sentence with the reason.</param>
    /// <param name="findings">The findings.</param>
    /// <returns>The result.</returns>
    public static GateResult Warning(string summary, params IReadOnlyList<Finding> findings) => new(GateOutcome.Warning, summary) { Findings = findings };

    /// <summary>The gate does not apply to this repository.</summary>
    /// <param name="reason">Why not.</param>
    /// <returns>The result.</returns>
    public static GateResult Skipped(string reason) => new(GateOutcome.Skipped, reason);

    /// <summary>The gate could not find out.</summary>
    /// <param name="reason">What is missing.</param>
    /// <param name="remedies">How to get it.</param>
    /// <returns>The result.</returns>
    public static GateResult Inconclusive(string reason, params IReadOnlyList<string> remedies) => new(GateOutcome.Inconclusive, reason) { Suggestions = remedies };
}
