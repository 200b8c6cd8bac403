using System.Text.Json;
using AutonomousSdlc.QualityGates.Internal.Reports;

namespace AutonomousSdlc.QualityGates;

/// <summary>
/// Writes a report as SARIF 2.1.0 (OASIS): one run, its findings as results with fingerprints, its gates that could not find
/// out as execution notifications.
/// </summary>
public sealed class SarifReportWriter : IQualityReportWriter
{
    /// <inheritdoc />
    public string Format => "sarif";

    /// <inheritdoc />
    public Task WriteAsync(QualityReport report, Stream output, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(output);
        return JsonSerializer.SerializeAsync(output, SarifConverter.Convert(report), SarifJson.Default.SarifLog, cancellationToken);
    }
}
