using System.Globalization;
using System.Text.RegularExpressions;

namespace AutonomousSdlc.QualityGates.Internal.Policies;

/// <summary>
/// Reads errors and warnings in MSBuild's canonical form <c>origin(line,column): level code: text [project]</c>, as its file
/// logger writes them; a text of several lines comes as several such lines. The same diagnostic of several projects or target
/// frameworks is one finding.
/// </summary>
internal static partial class MSBuildDiagnosticParser
{
    private const string WithoutCode = "MSBUILD";

    public static IReadOnlyList<Finding> Parse(IEnumerable<string> lines)
    {
        ArgumentNullException.ThrowIfNull(lines);
        return
        [
            .. lines.Select(Read).OfType<ParsedDiagnostic>()
                .GroupBy(diagnostic => diagnostic with { Project = "" })
                .Select(same => ToFinding(same.Key, [.. same.Select(diagnostic => diagnostic.Project).Where(project => project.Length > 0).Distinct(StringComparer.Ordinal)])),
        ];
    }

    private static ParsedDiagnostic? Read(string line)
    {
        if (Diagnostic().Match(line) is not { Success: true } match)
        {
            return null;
        }

        var text = match.Groups["text"].Value.Trim();
        var project = ProjectSuffix().Match(text);
        return new ParsedDiagnostic(
            match.Groups["level"].ValueSpan.Equals("error", StringComparison.OrdinalIgnoreCase) ? FindingLevel.Error : FindingLevel.Warning,
            match.Groups["code"] is { Length: > 0 } code ? code.Value : WithoutCode,
            Place(match.Groups["origin"].Value.Trim()),
            project.Success ? text[..project.Index].TrimEnd() : text,
            project.Success ? project.Groups["project"].Value : "");
    }

    private static FindingLocation Place(string origin)
    {
        var region = Region().Match(origin);
        var path = region.Success ? origin[..region.Index] : origin;

        // Origins such as "CSC" and "MSBUILD" are tools.
        return new FindingLocation(Path.GetExtension(path).Length > 0 ? path : "")
        {
            StartLine = Number(region, "line"),
            StartColumn = Number(region, "column"),
            EndLine = Number(region, "endLine"),
            EndColumn = Number(region, "endColumn"),
        };
    }

    private static int Number(Match match, string group) =>
        int.TryParse(match.Groups[group].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

    private static Finding ToFinding(ParsedDiagnostic diagnostic, string[] projects)
    {
        var place = diagnostic.Place.Path.Length > 0 ? diagnostic.Place : diagnostic.Place with { Path = projects.FirstOrDefault() ?? "" };
        var properties = new Dictionary<string, string>(StringComparer.Ordinal);
        if (projects.Length > 0)
        {
            properties["projects"] = string.Join(';', projects.Select(Path.GetFileName));
        }

        return new Finding(diagnostic.Code, diagnostic.Level, diagnostic.Message)
        {
            Locations = place.Path.Length > 0 ? [place] : [],
            Properties = properties,
        };
    }

    // After MSBuild's own CanonicalError (src/Shared/CanonicalError.cs, MIT); a single letter before a colon is a drive.
    [GeneratedRegex(
        @"^\s*(\d+>)?((?<origin>([A-Za-z]:)?[^:]+):)?(\s*[^:]*?\s)?\s*(?<level>error|warning)(\s+(?<code>[^:\s]*))?\s*:(?<text>.*)$",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.IgnoreCase,
        matchTimeoutMilliseconds: 2000)]
    private static partial Regex Diagnostic();

    [GeneratedRegex(
        @"\((?<line>\d+)(,(?<column>\d+)(,(?<endLine>\d+),(?<endColumn>\d+)|-(?<endColumn>\d+))?|-(?<endLine>\d+))?\)\s*$",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 2000)]
    private static partial Regex Region();

    // With several target frameworks the project is followed by "::TargetFramework=net10.0".
    [GeneratedRegex(
        @"\[(?<project>[^\[\]]+?\.([A-Za-z]*proj|slnx?|metaproj))(::[^\[\]]*)?\]$",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.IgnoreCase,
        matchTimeoutMilliseconds: 2000)]
    private static partial Regex ProjectSuffix();
}
