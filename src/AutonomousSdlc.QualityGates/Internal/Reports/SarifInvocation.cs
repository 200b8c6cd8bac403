namespace AutonomousSdlc.QualityGates.Internal.Reports;

internal sealed record SarifInvocation(
    bool ExecutionSuccessful,
    DateTimeOffset StartTimeUtc,
    DateTimeOffset EndTimeUtc,
    IReadOnlyList<SarifNotification> ToolExecutionNotifications);
