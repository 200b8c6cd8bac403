using System.Text.RegularExpressions;

namespace AutonomousSdlc.PackageTests;

/// <summary>C# in documents is compiled: each block equals a region of a source file that a project builds.</summary>
public sealed partial class MarkdownSnippetTests
{
    public static TheoryData<string> Documents { get; } = new(
        RepositoryFiles.Find(".", "*.md")
            .Select(RepositoryFiles.Relative)
            .Where(path => !path.StartsWith("benchmarks/results/", StringComparison.Ordinal)));

    [Theory]
    [MemberData(nameof(Documents))]
    public void Every_code_block_equals_a_compiled_region(string document)
    {
        var lines = File.ReadAllText(Path.Combine(RepositoryFiles.Root, document)).ReplaceLineEndings("\n").Split('\n');
        var problems = new List<string>();
        for (var i = 0; i < lines.Length; i++)
        {
            if (lines[i].TrimEnd() is not ("```csharp" or "```cs" or "```c#"))
            {
                continue;
            }

            var end = Array.FindIndex(lines, i + 1, line => line.StartsWith("```", StringComparison.Ordinal));
            var block = string.Join('\n', lines[(i + 1)..end]).TrimEnd();
            var marker = Marker().Match(i > 0 ? lines[i - 1] : string.Empty);
            if (!marker.Success)
            {
                problems.Add($"line {i + 1}: no '<!-- snippet: path#region -->' above the block");
            }
            else if (Region(marker.Groups["path"].Value, marker.Groups["region"].Value) is not { } region)
            {
                problems.Add($"line {i + 1}: {marker.Value} names a region that does not exist");
            }
            else if (region != block)
            {
                problems.Add($"line {i + 1}: differs from {marker.Value}; the region says:\n{region}");
            }

            i = end;
        }

        problems.ShouldBeEmpty(document);
    }

    private static string? Region(string path, string name)
    {
        var file = Path.Combine(RepositoryFiles.Root, path);
        if (!File.Exists(file))
        {
            return null;
        }

        var lines = File.ReadAllText(file).ReplaceLineEndings("\n").Split('\n');
        var start = Array.FindIndex(lines, line => line.Trim() == $"#region {name}");
        var end = start < 0 ? -1 : Array.FindIndex(lines, start, line => line.Trim() == "#endregion");
        if (end < 0)
        {
            return null;
        }

        var body = lines[(start + 1)..end];
        var indent = body.Where(line => line.Trim().Length > 0).Select(line => line.Length - line.TrimStart().Length).DefaultIfEmpty().Min();
        return string.Join('\n', body.Select(line => line.Length >= indent ? line[indent..] : string.Empty)).Trim('\n').TrimEnd();
    }

    [GeneratedRegex(@"^<!-- snippet: (?<path>[^#]+)#(?<region>\S+) -->$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Marker();
}
