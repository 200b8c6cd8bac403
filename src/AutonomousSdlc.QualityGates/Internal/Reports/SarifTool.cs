namespace AutonomousSdlc.QualityGates.Internal.Reports;

internal sealed record SarifTool(SarifDriver Driver);
