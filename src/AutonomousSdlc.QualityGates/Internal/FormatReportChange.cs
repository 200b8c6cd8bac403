namespace AutonomousSdlc.QualityGates.Internal;

/// <summary>One change of the report of <c>dotnet format</c>.</summary>
internal sealed record FormatReportChange(int LineNumber, int CharNumber, string DiagnosticId, string FormatDescription);
