using System.Text.RegularExpressions;

namespace AutonomousSdlc.PackageTests;

public sealed partial class TelemetryDocumentationTests
{
    [Theory]
    [MemberData(nameof(Packages.AllNames), MemberType = typeof(Packages))]
    public void Every_metric_and_tag_value_name_stands_in_the_readme(string package)
    {
        var readme = File.ReadAllText(Path.Combine(Packages.Folder(package), "README.md"));
        var metrics = Sources(package).SelectMany(text => Metric().Matches(text)).Select(match => match.Groups["name"].Value);

        metrics.Distinct(StringComparer.Ordinal).Where(name => !readme.Contains(name, StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Packages.AllNames), MemberType = typeof(Packages))]
    public void Every_event_id_is_unique_and_stands_in_the_readme(string package)
    {
        var readme = File.ReadAllText(Path.Combine(Packages.Folder(package), "README.md"));
        var ids = Sources(package).SelectMany(text => Event().Matches(text)).Select(match => match.Groups["id"].Value).ToList();

        ids.GroupBy(id => id, StringComparer.Ordinal).Where(group => group.Count() > 1).Select(group => group.Key).ShouldBeEmpty();
        ids.Where(id => !readme.Contains(id, StringComparison.Ordinal)).ShouldBeEmpty();
    }

    private static IEnumerable<string> Sources(string package) =>
        RepositoryFiles.Find(Path.Combine("src", package), "*.cs").Select(File.ReadAllText);

    [GeneratedRegex("\"(?<name>autonomous_sdlc\\.[a-z0-9_.]+)\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Metric();

    [GeneratedRegex(@"\[LoggerMessage\(\s*(EventId\s*=\s*)?(?<id>\d{4})\b", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Event();
}
