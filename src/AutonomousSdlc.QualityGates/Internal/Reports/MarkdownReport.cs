using System.Globalization;
using System.Text;

namespace AutonomousSdlc.QualityGates.Internal.Reports;

internal static class MarkdownReport
{
    private const int MaxFindingsPerGate = 50;

    public static string Render(QualityReport report)
    {
        var text = new StringBuilder();
        Line(text, $"# Quality gates: {report.Outcome}");
        text.Append('\n');
        Line(text, $"{(report.Succeeded ? "The code may go on." : "The code must not go on.")} {report.Gates.Count} gates in {report.Duration.TotalSeconds:0.0} s.");
        text.Append('\n');
        Line(text, $"| Gate | Outcome | Time | Reason |");
        Line(text, $"|---|---|---:|---|");
        foreach (var gate in report.Gates)
        {
            var advisory = gate.Gate.Required ? "" : " (advisory)";
            Line(text, $"| {Escape(gate.Gate.Name)}{advisory} | {gate.Result.Outcome} | {gate.Duration.TotalSeconds:0.0} s | {Escape(gate.Result.Summary)} |");
        }

        foreach (var gate in report.Gates.Where(gate => gate.Result.Findings.Count > 0 || gate.Result.Suggestions.Count > 0))
        {
            AppendDetails(text, gate);
        }

        return text.ToString();
    }

    private static void AppendDetails(StringBuilder text, GateReport gate)
    {
        text.Append('\n');
        Line(text, $"## {Escape(gate.Gate.Name)}");
        text.Append('\n');
        foreach (var suggestion in gate.Result.Suggestions)
        {
            Line(text, $"- To do: {Escape(suggestion)}");
        }

        foreach (var finding in gate.Result.Findings.Take(MaxFindingsPerGate))
        {
            var place = finding.Location is { } location ? $"`{location.ToString().Replace('`', '\'')}` " : "";
            Line(text, $"- {Names.Of(finding.Level)} {place}{Escape(finding.RuleId)}: {Escape(finding.Message.Text)}");
        }

        if (gate.Result.Findings.Count > MaxFindingsPerGate)
        {
            Line(text, $"- and {gate.Result.Findings.Count - MaxFindingsPerGate} more");
        }
    }

    private static void Line(StringBuilder text, FormattableString line) => text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');

    /// <summary>Messages come from tools and code under test: they must not become markup.</summary>
    private static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var character in text)
        {
            switch (character)
            {
                case '\r':
                    break;
                case '\n':
                    escaped.Append(' ');
                    break;
                case '<':
                    escaped.Append("&lt;");
                    break;
                case '\\' or '|' or '`' or '*' or '_' or '[' or ']' or '#' or '!' or '~':
                    escaped.Append('\\').Append(character);
                    break;
                default:
                    escaped.Append(character);
                    break;
            }
        }

        return escaped.ToString();
    }
}
