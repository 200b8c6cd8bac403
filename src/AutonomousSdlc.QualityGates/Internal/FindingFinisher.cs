using AutonomousSdlc.QualityGates.Internal.Policies;
using Microsoft.Extensions.Logging;

namespace AutonomousSdlc.QualityGates.Internal;

/// <summary>Completes what a gate returned: uniform paths, fingerprints, baseline states, worst first, bounded.</summary>
internal static class FindingFinisher
{
    public static GateResult Finish(GateResult result, GateContext context, int limit, string gate, ILogger logger)
    {
        if (result.Findings.Count == 0)
        {
            return result;
        }

        var lines = new SourceLines(context.RootPath);
        var occurrences = new Dictionary<(string, string, string), int>();
        var findings = result.Findings
            .Select(finding => WithPaths(finding, context.RootPath))
            .OrderBy(finding => Path(finding), StringComparer.Ordinal)
            .ThenBy(finding => finding.Location?.StartLine ?? 0)
            .ThenBy(finding => finding.Location?.StartColumn ?? 0)
            .Select(finding => Complete(finding, context, lines, occurrences))
            .OrderByDescending(finding => finding.Level)
            .ToArray();
        if (findings.Length <= limit)
        {
            return result with { Findings = findings };
        }

        Log.FindingsDropped(logger, gate, findings.Length, limit);
        return result with
        {
            Findings = findings[..limit],
            Suggestions = [.. result.Suggestions, $"{findings.Length - limit} further findings are not listed. Raise MaxFindingsPerGate to see them."],
        };
    }

    private static Finding WithPaths(Finding finding, string rootPath) => finding with
    {
        Locations = [.. finding.Locations.Select(location => location with { Path = ReportPath.Normalize(location.Path, rootPath) })],
    };

    private static Finding Complete(Finding finding, GateContext context, SourceLines lines, Dictionary<(string, string, string), int> occurrences)
    {
        var path = Path(finding);
        var content = (finding.Location is { } place ? lines.Read(path, place.StartLine) : null) ?? finding.Message.Text;
        var key = (finding.RuleId, path, FingerprintPolicy.Normalize(content));
        var occurrence = occurrences.GetValueOrDefault(key);
        occurrences[key] = occurrence + 1;
        return finding with
        {
            Fingerprint = finding.Fingerprint ?? FingerprintPolicy.Compute(finding.RuleId, path, content, occurrence),
            BaselineState = finding.BaselineState ?? (context.Changes is null ? null : context.Counts(finding) ? BaselineState.New : BaselineState.Unchanged),
        };
    }

    private static string Path(Finding finding) => finding.Location?.Path ?? "";
}
