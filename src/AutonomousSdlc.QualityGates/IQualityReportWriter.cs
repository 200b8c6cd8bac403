namespace AutonomousSdlc.QualityGates;

/// <summary>Writes a report in one format.</summary>
public interface IQualityReportWriter
{
    /// <summary>Short name of the format, such as <c>sarif</c>.</summary>
    string Format { get; }

    /// <summary>Writes a report.</summary>
    /// <param name="report">The report.</param>
    /// <param name="output">Where to; it stays open.</param>
    /// <param name="cancellationToken">Stops writing.</param>
    /// <returns>The work.</returns>
    Task WriteAsync(QualityReport report, Stream output, CancellationToken cancellationToken = default);
}
