using System.Globalization;
using System.Reflection;

namespace AutonomousSdlc.QualityGates.Internal.Reports;

/// <summary>Maps a report to SARIF 2.1.0.</summary>
internal static class SarifConverter
{
    private const string SourceRoot = "SRCROOT";
    private const string FingerprintName = "autonomousSdlc/v1";
    private static readonly Uri Schema = new("https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json");

    /// <summary>Version of the package, without the commit behind the plus sign.</summary>
    private static readonly string Version = typeof(SarifConverter).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    public static SarifLog Convert(QualityReport report)
    {
        var rules = report.Findings.GroupBy(finding => finding.RuleId, StringComparer.Ordinal).Select(ToRule).ToArray();
        var index = rules.Select((rule, position) => (rule.Id, position)).ToDictionary(rule => rule.Id, rule => rule.position, StringComparer.Ordinal);
        var run = new SarifRun(
            new SarifTool(new SarifDriver(QualityGatesTelemetry.MeterName, Version, InformationUri: null, rules)),
            new Dictionary<string, SarifArtifactLocation>(StringComparer.Ordinal) { [SourceRoot] = new(FileUri(report.RootPath) + "/", UriBaseId: null) },
            ColumnKind: "utf16CodeUnits",
            [Invocation(report)],
            [.. report.Gates.SelectMany(gate => gate.Result.Findings.Select(finding => ToResult(finding, gate.Gate.Id, index)))],
            new Dictionary<string, string>(StringComparer.Ordinal) { ["outcome"] = Names.Of(report.Outcome), ["scope"] = Names.Of(report.Scope) });
        return new SarifLog(Schema, "2.1.0", [run]);
    }

    private static SarifRule ToRule(IGrouping<string, Finding> findings) => new(
        findings.Key,
        new SarifRuleConfiguration(Names.Of(findings.Max(finding => finding.Level))),
        findings.Select(finding => finding.HelpUri).FirstOrDefault(uri => uri is not null));

    /// <summary>Gates that could not find out are what SARIF calls problems of the execution.</summary>
    private static SarifInvocation Invocation(QualityReport report)
    {
        var unknown = report.Gates.Where(gate => gate.Result.Outcome is GateOutcome.Inconclusive || gate.BlockedBy.Count > 0).ToArray();
        return new SarifInvocation(
            unknown.Length == 0,
            report.StartedAt,
            report.StartedAt + report.Duration,
            [.. unknown.Select(gate => new SarifNotification(
                gate.Gate.Required ? "error" : "warning",
                new SarifMessage($"{gate.Gate.Name}: {gate.Result.Summary}", Id: null, Arguments: null),
                new SarifDescriptorReference(gate.Gate.Id)))]);
    }

    private static SarifResult ToResult(Finding finding, string gate, Dictionary<string, int> rules) => new(
        finding.RuleId,
        rules[finding.RuleId],
        Names.Of(finding.Level),
        new SarifMessage(finding.Message.Text, finding.Message.Id, finding.Message.Arguments is { Count: > 0 } arguments ? arguments : null),
        [.. finding.Locations.Select(ToLocation)],
        finding.Fingerprint is null ? null : new Dictionary<string, string>(StringComparer.Ordinal) { [FingerprintName] = finding.Fingerprint },
        Names.Of(finding.BaselineState),
        new Dictionary<string, string>(finding.Properties, StringComparer.Ordinal) { ["gate"] = gate });

    private static SarifLocation ToLocation(FindingLocation location)
    {
        var outside = Path.IsPathRooted(location.Path);
        var uri = outside ? FileUri(location.Path) : string.Join('/', location.Path.Split('/').Select(Uri.EscapeDataString));
        var region = location.StartLine == 0 ? null : new SarifRegion(
            location.StartLine,
            Known(location.StartColumn),
            Known(location.EndLine),
            Known(location.EndColumn));
        return new SarifLocation(new SarifPhysicalLocation(new SarifArtifactLocation(uri, outside ? null : SourceRoot), region));
    }

    private static int? Known(int number) => number == 0 ? null : number;

    private static string FileUri(string path) => new Uri(path.EndsWith('/') ? path[..^1] : path, UriKind.Absolute).AbsoluteUri.ToString(CultureInfo.InvariantCulture);
}
