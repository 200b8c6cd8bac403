namespace AutonomousSdlc.QualityGates.Internal.Reports;

internal sealed record SarifMessage(
    string Text,
    string? Id,
    IReadOnlyList<string>? Arguments);
