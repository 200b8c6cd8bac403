using System.Text.Json.Serialization;

namespace AutonomousSdlc.QualityGates.Internal.Reports;

/// <summary>The root of a SARIF 2.1.0 log: the parts of the standard that reports use.</summary>
internal sealed record SarifLog(
    [property: JsonPropertyName("$schema")] Uri Schema,
    string Version,
    IReadOnlyList<SarifRun> Runs);
