namespace AutonomousSdlc.QualityGates.Internal.Reports;

internal sealed record JsonFinding(
    string Rule,
    string Level,
    string Message,
    string? Path,
    int? Line,
    int? Column,
    string? Fingerprint,
    string? BaselineState,
    Uri? HelpUri,
    IReadOnlyDictionary<string, string> Properties);
