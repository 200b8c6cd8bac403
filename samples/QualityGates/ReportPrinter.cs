using AutonomousSdlc.QualityGates;

namespace Samples.QualityGates;

internal static class ReportPrinter
{
    private const int MaxFindings = 20;

    public static void Print(QualityReport report)
    {
        foreach (var gate in report.Gates)
        {
            Console.WriteLine($"  {gate.Gate.Name,-16} {gate.Result.Outcome,-13} {gate.Duration.TotalSeconds,6:0.0} s  {gate.Result.Summary}");
            foreach (var suggestion in gate.Result.Suggestions)
            {
                Console.WriteLine($"  {"",-16} to do: {suggestion}");
            }
        }

        foreach (var finding in report.Findings.Take(MaxFindings))
        {
            Console.WriteLine($"    {finding.Level} {finding.Location} {finding.RuleId}: {finding.Message}");
        }
    }

    public static async Task WriteAsync(IEnumerable<IQualityReportWriter> writers, QualityReport report, string path, CancellationToken cancellationToken)
    {
        var format = Path.GetExtension(path) switch
        {
            ".sarif" => "sarif",
            ".md" => "markdown",
            _ => "json",
        };
        await using var file = File.Create(path);
        await writers.First(writer => writer.Format == format).WriteAsync(report, file, cancellationToken);
    }
}
