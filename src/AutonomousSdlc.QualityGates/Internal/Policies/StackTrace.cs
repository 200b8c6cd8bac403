using System.Globalization;
using System.Text.RegularExpressions;

namespace AutonomousSdlc.QualityGates.Internal.Policies;

/// <summary>Reads what a failed test left behind.</summary>
internal static partial class StackTrace
{
    private const int MaxCharacters = 1000;

    /// <returns>The frames that have a source line, innermost first.</returns>
    public static IEnumerable<FindingLocation> Places(string stackTrace) => Frame().Matches(stackTrace).Select(match => new FindingLocation(match.Groups["file"].Value)
    {
        StartLine = int.TryParse(match.Groups["line"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var line) ? line : 0,
    });

    /// <summary>The first line, for a text that goes on with a stack trace.</summary>
    public static string FirstLine(string text) => Shorten(text.Split('\n', 2)[0]);

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
