using System.Text.RegularExpressions;

namespace AutonomousSdlc.PackageTests;

public sealed partial class SourceHygieneTests
{
    private const int MaximumLines = 400;

    private static readonly string[] Folders = ["src", "tests", "benchmarks", "samples"];

    [Fact]
    public void No_source_file_is_longer_than_the_limit() =>
        AllSources()
            .Select(path => (Path: RepositoryFiles.Relative(path), Lines: File.ReadLines(path).Count()))
            .Where(file => file.Lines > MaximumLines)
            .ShouldBeEmpty();

    [Fact]
    public void Nothing_is_left_unfinished() => Offences(AllSources(), Unfinished()).ShouldBeEmpty();

    /// <summary>The analyzer of banned symbols refuses delays without a time provider; nothing may switch it off.</summary>
    [Fact]
    public void Tests_do_not_sleep() =>
        Offences(Tests(), Sleep()).ShouldBeEmpty("Wait for the condition itself, or move virtual time.");

    [Fact]
    public void Tests_are_not_switched_off() =>
        Offences(Tests(), SwitchedOff()).ShouldBeEmpty();

    private static IEnumerable<string> AllSources() => Folders.SelectMany(Sources);

    private static IEnumerable<string> Tests() => Sources("tests");

    /// <summary>This file names what it forbids.</summary>
    private static IEnumerable<string> Sources(string folder) =>
        RepositoryFiles.Find(folder, "*.cs").Where(path => !path.EndsWith($"{nameof(SourceHygieneTests)}.cs", StringComparison.Ordinal));

    private static List<string> Offences(IEnumerable<string> files, Regex pattern) =>
        [.. files.SelectMany(path => File.ReadLines(path)
            .Select((line, index) => (Line: line, Number: index + 1))
            .Where(entry => pattern.IsMatch(entry.Line))
            .Select(entry => $"{RepositoryFiles.Relative(path)}:{entry.Number}: {entry.Line.Trim()}"))];

    [GeneratedRegex(@"\b(TODO|FIXME|HACK)\b|new NotImplementedException", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Unfinished();

    [GeneratedRegex(@"Thread\.Sleep\(|RS0030", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Sleep();

    [GeneratedRegex("Skip ?= ?\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex SwitchedOff();
}
