namespace AutonomousSdlc.QualityGates.Internal.Reports;

internal sealed record SarifResult(
    string RuleId,
    int RuleIndex,
    string Level,
    SarifMessage Message,
    IReadOnlyList<SarifLocation> Locations,
    IReadOnlyDictionary<string, string>? PartialFingerprints,
    string? BaselineState,
    IReadOnlyDictionary<string, string> Properties);
