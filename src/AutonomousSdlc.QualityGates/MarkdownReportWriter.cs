using System.Text;
using AutonomousSdlc.QualityGates.Internal.Reports;

namespace AutonomousSdlc.QualityGates;

/// <summary>Writes a report as Markdown for a pull request or a job summary: the verdict, a table of gates, the worst findings.</summary>
public sealed class MarkdownReportWriter : IQualityReportWriter
{
    /// <inheritdoc />
    public string Format => "markdown";

    /// <inheritdoc />
    public async Task WriteAsync(QualityReport report, Stream output, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(output);
        await output.WriteAsync(Encoding.UTF8.GetBytes(MarkdownReport.Render(report)), cancellationToken).ConfigureAwait(false);
    }
}
