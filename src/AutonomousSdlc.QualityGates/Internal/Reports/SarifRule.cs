namespace AutonomousSdlc.QualityGates.Internal.Reports;

internal sealed record SarifRule(
    string Id,
    SarifRuleConfiguration DefaultConfiguration,
    Uri? HelpUri);
