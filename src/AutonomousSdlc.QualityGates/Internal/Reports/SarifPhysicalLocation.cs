namespace AutonomousSdlc.QualityGates.Internal.Reports;

internal sealed record SarifPhysicalLocation(
    SarifArtifactLocation ArtifactLocation,
    SarifRegion? Region);
