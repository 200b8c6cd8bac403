namespace AutonomousSdlc.QualityGates.Internal.Reports;

internal sealed record SarifArtifactLocation(
    string Uri,
    string? UriBaseId);
