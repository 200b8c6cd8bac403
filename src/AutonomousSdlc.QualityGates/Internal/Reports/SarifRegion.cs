namespace AutonomousSdlc.QualityGates.Internal.Reports;

internal sealed record SarifRegion(
    int StartLine,
    int? StartColumn,
    int? EndLine,
    int? EndColumn);
