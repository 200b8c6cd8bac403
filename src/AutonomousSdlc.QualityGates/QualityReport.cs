namespace AutonomousSdlc.QualityGates;

/// <summary>What a run found.</summary>
public sealed record QualityReport
{
    /// <summary>
    /// The worst of the required gates, in the order Failed, Inconclusive, Warning, Passed. Advisory gates add at most
    /// Warning. A run in which nothing was looked at is Inconclusive.
    /// </summary>
    public required GateOutcome Outcome { get; init; }

    /// <summary>
    /// Whether the code may go on: Passed or Warning, as <see cref="QualityGateOptions.TreatInconclusiveAsFailure"/> and
    /// <see cref="QualityGateOptions.TreatWarningsAsFailures"/> say.
    /// </summary>
    public required bool Succeeded { get; init; }

    /// <summary>The gates of the run, in registration order.</summary>
    public required IReadOnlyList<GateReport> Gates { get; init; }

    /// <summary>Full path of the repository; paths in findings are relative to it.</summary>
    public required string RootPath { get; init; }

    /// <summary>Full path of the solution or project, when a gate needed one.</summary>
    public string? SolutionPath { get; init; }

    /// <summary>Which findings counted.</summary>
    public GateScope Scope { get; init; }

    /// <summary>When the run started, in UTC.</summary>
    public DateTimeOffset StartedAt { get; init; }

    /// <summary>How long the run took.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>All findings of all gates, in gate order.</summary>
    public IEnumerable<Finding> Findings => Gates.SelectMany(gate => gate.Result.Findings);

    /// <summary>The report of one gate.</summary>
    /// <param name="gateId">Id of the gate.</param>
    /// <returns>The report, or <see langword="null"/> when the gate was not part of the run.</returns>
    public GateReport? Find(string gateId) => Gates.FirstOrDefault(gate => string.Equals(gate.Gate.Id, gateId, StringComparison.Ordinal));
}
