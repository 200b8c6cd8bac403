namespace AutonomousSdlc.QualityGates.Tests.Gates;

public sealed class FormatGateTests : IDisposable
{
    private const string Clean = "Formatted 0 of 10 files.\n";

    private readonly GateHarness _harness = new();

    public void Dispose() => _harness.Dispose();

    [Fact]
    public async Task A_formatted_repository_passes()
    {
        _harness.Provided = [GateArtifacts.Packages];

        var result = await Format(0, Clean, "[]");

        result.Outcome.ShouldBe(GateOutcome.Passed);
        result.Summary.ShouldBe("10 files looked at, none needs formatting.");
        _harness.Invocation.Arguments.ShouldContain("--verify-no-changes");
        _harness.Invocation.Arguments.ShouldContain("--no-restore");
        FakeTools.After(_harness.Invocation, "--severity").ShouldBe("warn");
        _harness.Invocation.Environment["IntermediateOutputPath"]!.ShouldStartWith("obj/.quality-gates-");
    }

    [Fact]
    public async Task Each_change_is_a_finding_and_the_fix_is_named()
    {
        var result = await Format(2, RecordedText.Read("format-output.txt"), RecordedText.Read("format-report.json"));

        result.Outcome.ShouldBe(GateOutcome.Failed);
        result.Summary.ShouldBe("1 file of 10 need formatting, in 2 places.");
        result.Suggestions.ShouldBe(["Run: dotnet format \"Demo.sln\""]);
        result.Findings.Select(finding => (finding.RuleId, finding.Location!.ToString())).ShouldBe(
            [("WHITESPACE", "/repo/src/App/Bad.cs(5,3)"), ("WHITESPACE", "/repo/src/App/Bad.cs(5,23)")]);
    }

    [Fact]
    public async Task Changes_in_older_code_do_not_fail_new_code()
    {
        _harness.Changes = new ChangedLines(new Dictionary<string, IReadOnlyList<LineRange>>(StringComparer.Ordinal));

        var result = await Format(2, RecordedText.Read("format-output.txt"), RecordedText.Read("format-report.json"));

        result.Outcome.ShouldBe(GateOutcome.Passed);
        result.Summary.ShouldContain("2 places in older code");
    }

    [Fact]
    public async Task One_part_can_be_checked_with_properties_and_configuration_as_environment()
    {
        _harness.Options.Format.Checks = FormatChecks.Whitespace;
        _harness.Options.LockedRestore = false;
        _harness.Run = new QualityRun
        {
            Configuration = "Release",
            Properties = new Dictionary<string, string>(StringComparer.Ordinal) { ["Own"] = "a;b", ["IntermediateOutputPath"] = "elsewhere/" },
        };

        await Format(0, Clean, "[]");

        _harness.Invocation.Arguments.Take(2).ShouldBe(["format", "whitespace"]);
        _harness.Invocation.Arguments.ShouldNotContain("--severity");
        _harness.Invocation.Arguments.ShouldNotContain("--no-restore");
        _harness.Invocation.Environment["Own"].ShouldBe("a;b");
        _harness.Invocation.Environment["Configuration"].ShouldBe("Release");
        _harness.Invocation.Environment["IntermediateOutputPath"].ShouldBe("elsewhere/");
        _harness.Invocation.Environment.ContainsKey("RestoreLockedMode").ShouldBeFalse();
    }

    [Theory]
    [InlineData(0, "Formatted 0 of 0 files.\n", "", "looked at no file")]
    [InlineData(0, "Format complete in 3ms.\n", "", "did not tell how many files")]
    [InlineData(0, Clean, "Warnings were encountered while loading the workspace. Set the verbosity option", "could not load every project")]
    [InlineData(1, "", "Unhandled exception: The solution file does not exist.", "exit code 1")]
    [InlineData(2, Clean, "", "exit code 2 and 0 reported changes")]
    public async Task What_does_not_prove_a_look_at_every_file_is_inconclusive(int exitCode, string output, string error, string reason)
    {
        var result = await Format(exitCode, output, "[]", error);

        result.Outcome.ShouldBe(GateOutcome.Inconclusive);
        result.Summary.ShouldContain(reason);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("{}")]
    [InlineData("[{}]")]
    [InlineData("[{\"FilePath\":null,\"FileChanges\":[]}]")]
    public async Task A_report_that_is_none_is_an_error(string report) =>
        (await Should.ThrowAsync<QualityGateException>(Format(2, Clean, report))).Message.ShouldContain("report of dotnet format cannot be read");

    [Fact]
    public async Task The_isolated_intermediate_folders_are_removed()
    {
        string? own = null;
        await _harness.EvaluateAsync(options => new FormatGate(options), invocation =>
        {
            own = invocation.Environment["IntermediateOutputPath"]!;
            _harness.Folder.Write($"src/A/{own}net10.0/A.cs", "x");
            _harness.Folder.Write($"src/B/{own}net10.0/B.cs", "x");
            _harness.Folder.Write("src/B/obj/project.assets.json", "{}");
            return new ToolResult(0, Clean, "", Truncated: false);
        });

        Directory.Exists(Path.Combine(_harness.Folder.FullPath, "src/A/obj")).ShouldBeFalse();
        Directory.EnumerateFileSystemEntries(Path.Combine(_harness.Folder.FullPath, "src/B/obj")).Count().ShouldBe(1);
    }

    private Task<GateResult> Format(int exitCode, string output, string report, string error = "") => _harness.EvaluateAsync(options => new FormatGate(options), invocation =>
    {
        File.WriteAllText(Path.Combine(FakeTools.After(invocation, "--report"), "format-report.json"), report);
        return new ToolResult(exitCode, output, error, Truncated: false);
    });
}
