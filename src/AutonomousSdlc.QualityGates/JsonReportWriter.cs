using System.Text.Json;
using AutonomousSdlc.QualityGates.Internal.Reports;

namespace AutonomousSdlc.QualityGates;

/// <summary>Writes a report as JSON: the verdict, each gate with its reason, figures and findings. Durations are seconds.</summary>
public sealed class JsonReportWriter : IQualityReportWriter
{
    /// <inheritdoc />
    public string Format => "json";

    /// <inheritdoc />
    public Task WriteAsync(QualityReport report, Stream output, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(output);
        return JsonSerializer.SerializeAsync(output, JsonReportConverter.Convert(report), JsonReportContext.Default.JsonReport, cancellationToken);
    }
}
