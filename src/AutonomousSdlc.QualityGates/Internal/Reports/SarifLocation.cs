namespace AutonomousSdlc.QualityGates.Internal.Reports;

internal sealed record SarifLocation(SarifPhysicalLocation PhysicalLocation);
