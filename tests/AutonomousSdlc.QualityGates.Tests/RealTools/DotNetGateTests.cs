using System.Xml.Linq;
using Samples.QualityGates;

namespace AutonomousSdlc.QualityGates.Tests.RealTools;

/// <summary>The gates over the real SDK.</summary>
public sealed class DotNetGateTests(BuiltRepository repository) : IClassFixture<BuiltRepository>
{
    private const string Warns = "namespace Tiny;\n\npublic static class Warns\n{\n    private static int unused;\n}\n";

    [Fact]
    public void A_healthy_repository_passes_and_stays_as_it_is()
    {
        var report = repository.FirstReport;

        report.Gates.ShouldAllBe(gate => gate.Result.Outcome == GateOutcome.Passed, string.Join('\n', report.Gates.Select(gate => gate.Result.Summary)));
        report.Succeeded.ShouldBeTrue();
        report.SolutionPath.ShouldBe(Path.Combine(repository.Path, "Tiny.slnx"));
        report.Find("build")!.Result.Metrics["build.projects"].ShouldBe(2);
        report.Find("test")!.Result.Metrics["tests.passed"].ShouldBe(1);
        report.Find("format")!.Result.Metrics["format.files"].ShouldBeGreaterThan(2);
        repository.Sources().ShouldBe(repository.SourcesBefore, ignoreOrder: true);
        Directory.EnumerateDirectories(repository.Path, ".quality-gates*", SearchOption.AllDirectories).ShouldBeEmpty();
    }

    [Fact]
    public async Task Warnings_bad_formatting_and_a_failing_test_are_found_at_their_places_and_found_again()
    {
        using var files = repository.With(
            ("src/Tiny/Warns.cs", Warns),
            ("src/Tiny/Crooked.cs", "namespace Tiny;\n\npublic static class Crooked\n{\n  public const int One = 1;\n}\n"),
            ("tests/Tiny.Tests/Fails.cs", "namespace Tiny.Tests;\n\npublic class Fails\n{\n    [Xunit.Fact]\n    public void Adds_wrongly() => Xunit.Assert.Equal(4, Adder.Add(1, 2));\n}\n"));
        var before = repository.Sources();

        var report = await repository.RunAsync(new QualityRun());

        report.Outcome.ShouldBe(GateOutcome.Failed);
        Found(report, "build").ShouldBe(["Warning CS0169 src/Tiny/Warns.cs(5,24)"]);
        report.Find("build")!.Result.Outcome.ShouldBe(GateOutcome.Warning);
        Found(report, "format").ShouldContain("Error WHITESPACE src/Tiny/Crooked.cs(5,3)");
        report.Find("format")!.Result.Outcome.ShouldBe(GateOutcome.Failed);
        Found(report, "test").ShouldBe(["Error TEST-FAILED tests/Tiny.Tests/Fails.cs(6,1)"]);
        report.Find("test")!.Result.Outcome.ShouldBe(GateOutcome.Failed);
        repository.Sources().ShouldBe(before, ignoreOrder: true);

        // Up to date now: a compiler that does not run would repeat no warning.
        var again = await repository.RunAsync(new QualityRun { Only = ["build"] });
        Found(again, "build").ShouldBe(["Warning CS0169 src/Tiny/Warns.cs(5,24)"]);
        again.Find("build")!.Result.Findings[0].Fingerprint.ShouldBe(report.Find("build")!.Result.Findings[0].Fingerprint);
    }

    [Fact]
    public async Task A_compile_error_fails_the_build_and_blocks_the_tests()
    {
        using var files = repository.With(("src/Tiny/Broken.cs", "namespace Tiny;\n\npublic static class Broken\n{\n    public static int One() => nope;\n}\n"));

        var report = await repository.RunAsync(new QualityRun { Except = ["format"] });

        Found(report, "build").ShouldBe(["Error CS0103 src/Tiny/Broken.cs(5,32)"]);
        report.Find("test")!.Result.Outcome.ShouldBe(GateOutcome.Skipped);
        report.Find("test")!.BlockedBy.ShouldBe(["build"]);
        report.Succeeded.ShouldBeFalse();
    }

    [Fact]
    public async Task A_repository_without_tests_is_inconclusive_not_passed()
    {
        var report = await repository.RunAsync(new QualityRun { Path = Path.Combine(repository.Path, "src", "Tiny"), Only = ["test"] });

        report.Outcome.ShouldBe(GateOutcome.Inconclusive);
        report.Succeeded.ShouldBeFalse();
        report.Gates.Single().Result.Metrics["tests.executed"].ShouldBe(0);
    }

    [Fact]
    public async Task A_repository_without_a_solution_is_one_clear_error()
    {
        var error = await Should.ThrowAsync<SolutionDiscoveryException>(repository.RunAsync(new QualityRun { Path = Path.Combine(repository.Path, "src") }));

        error.Message.ShouldContain(Path.Combine(repository.Path, "src"));
    }

    [Fact]
    public void The_tiny_repository_uses_the_versions_of_this_repository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "AutonomousSdlc.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("The tests do not run inside the repository.");
        }

        var pins = XDocument.Load(Path.Combine(folder.FullName, "Directory.Packages.props")).Descendants("PackageVersion")
            .ToDictionary(pin => (string)pin.Attribute("Include")!, pin => (string)pin.Attribute("Version")!, StringComparer.Ordinal);

        TinyRepository.TestSdkVersion.ShouldBe(pins["Microsoft.NET.Test.Sdk"]);
        TinyRepository.XunitVersion.ShouldBe(pins["xunit"]);
        TinyRepository.XunitRunnerVersion.ShouldBe(pins["xunit.runner.visualstudio"]);
    }

    private static string[] Found(QualityReport report, string gate) =>
        [.. report.Find(gate)!.Result.Findings.Select(finding => $"{finding.Level} {finding.RuleId} {finding.Location}")];
}
