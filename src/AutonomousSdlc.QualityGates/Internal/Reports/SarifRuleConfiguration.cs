namespace AutonomousSdlc.QualityGates.Internal.Reports;

internal sealed record SarifRuleConfiguration(string Level);
