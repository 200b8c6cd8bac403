using System.Globalization;
using System.Text.RegularExpressions;

namespace AutonomousSdlc.QualityGates.Internal.Policies;

/// <summary>Reads what a failed test left behind.</summary>
internal static partial class StackTrace
{
    private const int MaxCharacters = 1000;

    /// <returns>The innermost frame that has a source line, or <see langword="null"/>.</returns>
    public static FindingLocation? FirstPlace(string stackTrace) => Frame().Match(stackTrace) is { Success: true } match
        ? new FindingLocation(match.Groups["file"].Value)
        {
            StartLine = int.TryParse(match.Groups["line"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var line) ? line : 0,
        }
        : null;

    /// <summary>The message on one line, not longer than a screen.</summary>
    public static string Shorten(string message)
    {
        var line = string.Join(' ', message.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
        return line.Length switch
        {
            0 => "It failed without a message.",
            > MaxCharacters => line[..MaxCharacters] + "...",
            _ => line,
        };
    }

    [GeneratedRegex(@" in (?<file>[^\r\n]+?):line (?<line>\d+)\s*$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.Multiline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Frame();
}
