namespace AutonomousSdlc.QualityGates.Internal.Reports;

internal sealed record SarifDescriptorReference(string Id);
