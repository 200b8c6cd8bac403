namespace AutonomousSdlc.QualityGates.Internal.Reports;

internal sealed record JsonGate(
    string Id,
    string Name,
    bool Required,
    string Outcome,
    string Summary,
    double StartedAfterSeconds,
    double DurationSeconds,
    IReadOnlyList<string> BlockedBy,
    IReadOnlyDictionary<string, double> Metrics,
    IReadOnlyList<string> Suggestions,
    string? Error,
    IReadOnlyList<JsonFinding> Findings);
