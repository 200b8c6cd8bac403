namespace AutonomousSdlc.QualityGates.Internal.Reports;

internal sealed record SarifDriver(
    string Name,
    string SemanticVersion,
    Uri? InformationUri,
    IReadOnlyList<SarifRule> Rules);
