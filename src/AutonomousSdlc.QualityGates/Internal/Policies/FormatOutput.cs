using System.Globalization;
using System.Text.RegularExpressions;

namespace AutonomousSdlc.QualityGates.Internal.Policies;

/// <summary>Reads the detailed output of <c>dotnet format</c>.</summary>
internal static partial class FormatOutput
{
    /// <returns>Number of files looked at, or <see langword="null"/> when the output does not tell.</returns>
    public static int? FilesLookedAt(string output) => Summary().Match(output) is { Success: true } match
        ? int.Parse(match.Groups["files"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture)
        : null;

    [GeneratedRegex(@"^Formatted \d+ of (?<files>\d+) files\.", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.Multiline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Summary();
}
