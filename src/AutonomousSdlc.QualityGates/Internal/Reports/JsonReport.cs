namespace AutonomousSdlc.QualityGates.Internal.Reports;

/// <summary>The JSON report. Names and meanings are a contract; new fields may be added.</summary>
internal sealed record JsonReport(
    int Version,
    string Outcome,
    bool Succeeded,
    string Root,
    string? Solution,
    string Scope,
    DateTimeOffset StartedAt,
    double DurationSeconds,
    IReadOnlyList<JsonGate> Gates);
