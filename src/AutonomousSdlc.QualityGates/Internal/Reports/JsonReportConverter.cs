namespace AutonomousSdlc.QualityGates.Internal.Reports;

internal static class JsonReportConverter
{
    private const int Version = 1;

    public static JsonReport Convert(QualityReport report) => new(
        Version,
        Names.Of(report.Outcome),
        report.Succeeded,
        report.RootPath,
        report.SolutionPath,
        Names.Of(report.Scope),
        report.StartedAt,
        Math.Round(report.Duration.TotalSeconds, 3),
        [.. report.Gates.Select(Convert)]);

    private static JsonGate Convert(GateReport gate) => new(
        gate.Gate.Id,
        gate.Gate.Name,
        gate.Gate.Required,
        Names.Of(gate.Result.Outcome),
        gate.Result.Summary,
        Math.Round(gate.StartedAfter.TotalSeconds, 3),
        Math.Round(gate.Duration.TotalSeconds, 3),
        gate.BlockedBy,
        gate.Result.Metrics,
        gate.Result.Suggestions,
        gate.Error,
        [.. gate.Result.Findings.Select(Convert)]);

    private static JsonFinding Convert(Finding finding)
    {
        var place = finding.Location;
        return new JsonFinding(
            finding.RuleId,
            Names.Of(finding.Level),
            finding.Message.Text,
            place?.Path,
            place is { StartLine: > 0 } ? place.StartLine : null,
            place is { StartColumn: > 0 } ? place.StartColumn : null,
            finding.Fingerprint,
            Names.Of(finding.BaselineState),
            finding.HelpUri,
            finding.Properties);
    }
}
