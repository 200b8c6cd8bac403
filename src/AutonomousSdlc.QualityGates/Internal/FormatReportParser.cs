using System.Text.Json;

namespace AutonomousSdlc.QualityGates.Internal;

/// <summary>Reads the report of <c>dotnet format --report</c>.</summary>
internal static class FormatReportParser
{
    private const long MaxBytes = 64 * 1024 * 1024;

    /// <returns>A finding per change; empty when there is no report.</returns>
    /// <exception cref="QualityGateException">The report is not what <c>dotnet format</c> writes.</exception>
    public static IReadOnlyList<Finding> Parse(string path)
    {
        var file = new FileInfo(path);
        if (!file.Exists)
        {
            return [];
        }

        if (file.Length > MaxBytes)
        {
            throw new QualityGateException($"The report of dotnet format has {file.Length} bytes; up to {MaxBytes} are read. Format the repository once, or gate a part of it.");
        }

        using var stream = file.OpenRead();
        return Parse(stream);
    }

    public static IReadOnlyList<Finding> Parse(Stream report)
    {
        try
        {
            var documents = JsonSerializer.Deserialize(report, FormatReportJson.Default.IReadOnlyListFormatReportDocument) ?? [];

            // A file that several projects link stands in the report once for each.
            return [.. documents.SelectMany(document => document.FileChanges.Select(change => ToFinding(document, change))).Distinct(FindingPlaceComparer.Instance)];
        }
        catch (JsonException exception)
        {
            throw new QualityGateException($"The report of dotnet format cannot be read: {exception.Message}", exception);
        }
    }

    private static Finding ToFinding(FormatReportDocument document, FormatReportChange change) =>
        new(change.DiagnosticId, FindingLevel.Error, change.FormatDescription)
        {
            Locations = [new FindingLocation(document.FilePath) { StartLine = change.LineNumber, StartColumn = change.CharNumber }],
        };
}
