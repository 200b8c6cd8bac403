using System.Globalization;
using System.Text.RegularExpressions;

namespace AutonomousSdlc.QualityGates.Internal.Policies;

/// <summary>Reads new lines from the output of <c>git diff --unified=0</c>.</summary>
internal static partial class GitDiff
{
    private const string NewFile = "+++ b/";

    public static Dictionary<string, IReadOnlyList<LineRange>> Parse(string diff)
    {
        var files = new Dictionary<string, IReadOnlyList<LineRange>>(StringComparer.Ordinal);
        List<LineRange>? ranges = null;
        var skip = 0;
        foreach (var part in diff.AsSpan().Split('\n'))
        {
            var line = diff.AsSpan(part);
            // Content lines are counted, not looked at: an added line may read "++ b/other".
            if (skip > 0)
            {
                skip -= line.StartsWith('\\') ? 0 : 1;
                continue;
            }

            if (line.StartsWith("diff --git ", StringComparison.Ordinal))
            {
                ranges = null;
            }
            else if (line.StartsWith(NewFile, StringComparison.Ordinal))
            {
                // git ends the name with a tab when it contains a space.
                ranges = [];
                files[line[NewFile.Length..].TrimEnd('\t').ToString()] = ranges;
            }
            else if (line.StartsWith("@@ ", StringComparison.Ordinal) && Hunk().Match(line.ToString()) is { Success: true } hunk)
            {
                var first = Number(hunk.Groups["first"], 1);
                var count = Number(hunk.Groups["count"], 1);
                skip = Number(hunk.Groups["removed"], 1) + count;
                if (count > 0)
                {
                    ranges?.Add(new LineRange(first, first + count - 1));
                }
            }
        }

        return files;
    }

    private static int Number(Group group, int otherwise) =>
        group.Success ? int.Parse(group.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture) : otherwise;

    [GeneratedRegex(@"^@@ -\d+(,(?<removed>\d+))? \+(?<first>\d+)(,(?<count>\d+))? @@", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Hunk();
}
