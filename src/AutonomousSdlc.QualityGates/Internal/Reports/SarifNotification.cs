namespace AutonomousSdlc.QualityGates.Internal.Reports;

internal sealed record SarifNotification(
    string Level,
    SarifMessage Message,
    SarifDescriptorReference Descriptor);
