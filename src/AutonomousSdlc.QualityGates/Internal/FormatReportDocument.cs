namespace AutonomousSdlc.QualityGates.Internal;

/// <summary>One file of the report of <c>dotnet format</c>.</summary>
internal sealed record FormatReportDocument(string FilePath, IReadOnlyList<FormatReportChange> FileChanges);
