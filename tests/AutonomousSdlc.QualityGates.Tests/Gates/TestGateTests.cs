namespace AutonomousSdlc.QualityGates.Tests.Gates;

public sealed class TestGateTests : IDisposable
{
    private readonly GateHarness _harness = new() { Provided = [GateArtifacts.BuildOutput] };

    public void Dispose() => _harness.Dispose();

    [Fact]
    public async Task Passed_tests_are_counted_over_all_result_files()
    {
        var result = await Test(0, "passed-and-skipped.trx", "passed-and-skipped.trx");

        result.Outcome.ShouldBe(GateOutcome.Passed);
        result.Summary.ShouldBe("2 tests passed in 2 test projects, 2 skipped.");
        result.Metrics["tests.total"].ShouldBe(4);
        result.Metrics["tests.executed"].ShouldBe(2);
        _harness.Progress.ShouldBe(["Passed!  - Failed: 0"]);
        _harness.Invocation.Arguments.ShouldContain("--no-build");
    }

    [Fact]
    public async Task A_failed_test_is_a_finding_at_its_source_line()
    {
        _harness.Folder.Write("tests/App.Tests/Fails.cs", "x\ny\n");

        var result = await Test(1, "failed.trx");

        result.Outcome.ShouldBe(GateOutcome.Failed);
        result.Summary.ShouldBe("1 test of 2 failed (1 passed, 1 failed, 1 skipped).");
        var finding = result.Findings.Single();
        finding.RuleId.ShouldBe("TEST-FAILED");
        finding.Message.Text.ShouldBe("App.Tests.Fails.Adds_wrongly: Assert.Equal() Failure: Values differ Expected: 4 Actual:   3");
        finding.Location.ShouldBe(new FindingLocation("tests/App.Tests/Fails.cs") { StartLine = 2 });
    }

    [Fact]
    public async Task A_source_line_outside_the_repository_is_no_place() =>
        (await Test(1, "failed.trx")).Findings.Single().Location.ShouldBeNull();

    [Fact]
    public async Task A_crashed_test_host_fails_with_its_reason()
    {
        var result = await Test(1, "aborted.trx");

        result.Outcome.ShouldBe(GateOutcome.Failed);
        result.Summary.ShouldContain("Test host process crashed : Process terminated.");
        result.Summary.ShouldNotContain("FailFast");
    }

    [Fact]
    public async Task No_result_file_is_inconclusive()
    {
        var result = await Test(0);

        result.Outcome.ShouldBe(GateOutcome.Inconclusive);
        result.Summary.ShouldBe("0 tests executed in 0 test projects; at least 1 must be.");
        result.Suggestions.Single().ShouldContain("MinimumTests");
    }

    [Fact]
    public async Task Fewer_tests_than_asked_for_are_inconclusive()
    {
        _harness.Options.Test.MinimumTests = 2;

        (await Test(0, "passed-and-skipped.trx")).Outcome.ShouldBe(GateOutcome.Inconclusive);
    }

    [Fact]
    public async Task A_tool_that_fails_without_a_failed_test_is_inconclusive()
    {
        var result = await Test(1, "passed-and-skipped.trx");

        result.Outcome.ShouldBe(GateOutcome.Inconclusive);
        result.Summary.ShouldContain("exit code 1 without a failed test");
    }

    [Fact]
    public async Task A_result_file_that_is_missing_is_inconclusive()
    {
        var result = await _harness.EvaluateAsync(options => new TestGate(options), invocation =>
        {
            CopyTo(invocation, "passed-and-skipped.trx", 0);
            return new ToolResult(0, "Results File: /a.trx\nResults File: /b.trx\n", "", Truncated: false);
        });

        result.Outcome.ShouldBe(GateOutcome.Inconclusive);
        result.Summary.ShouldBe("dotnet test named 2 result files, but wrote 1.");
    }

    [Fact]
    public async Task Without_a_build_in_the_run_it_builds_itself()
    {
        _harness.Provided = [];
        _harness.Options.Test.Filter = "Category=Fast";
        _harness.Options.Test.RunSettings = "eng/test.runsettings";
        _harness.Run = new QualityRun { Configuration = "Release" };

        await Test(0, "passed-and-skipped.trx");

        var arguments = _harness.Invocation.Arguments;
        arguments.ShouldNotContain("--no-build");
        arguments.ShouldContain("-p:UseSharedCompilation=false");
        arguments.ShouldContain("-p:Configuration=Release");
        FakeTools.After(_harness.Invocation, "--filter").ShouldBe("Category=Fast");
        FakeTools.After(_harness.Invocation, "--settings").ShouldBe(Path.Combine(_harness.Folder.FullPath, "eng", "test.runsettings"));
    }

    [Theory]
    [InlineData("""{ "test": { "runner": "Microsoft.Testing.Platform" } }""", GateOutcome.Inconclusive)]
    [InlineData("""{ /* a comment */ "test": { "runner": "VSTest", } }""", GateOutcome.Passed)]
    [InlineData("""{ "sdk": {} }""", GateOutcome.Passed)]
    [InlineData("""{ "test": 1 }""", GateOutcome.Passed)]
    [InlineData("[", GateOutcome.Passed)]
    public async Task A_runner_whose_results_cannot_be_read_is_inconclusive(string globalJson, GateOutcome outcome)
    {
        _harness.Folder.Write("global.json", globalJson);

        (await Test(0, "passed-and-skipped.trx")).Outcome.ShouldBe(outcome);
    }

    [Theory]
    [InlineData("<TestRun>")]
    [InlineData("<TestRun />")]
    [InlineData("<!DOCTYPE x [<!ENTITY a 'b'>]><TestRun>&a;</TestRun>")]
    public async Task A_result_file_that_cannot_be_read_is_an_error(string content)
    {
        var run = _harness.EvaluateAsync(options => new TestGate(options), invocation =>
        {
            File.WriteAllText(Path.Combine(FakeTools.After(invocation, "--results-directory"), "x.trx"), content);
            return new ToolResult(0, "", "", Truncated: false);
        });

        (await Should.ThrowAsync<QualityGateException>(run)).Message.ShouldContain("x.trx");
    }

    private Task<GateResult> Test(int exitCode, params string[] files) => _harness.EvaluateAsync(options => new TestGate(options), invocation =>
    {
        for (var i = 0; i < files.Length; i++)
        {
            CopyTo(invocation, files[i], i);
        }

        return new ToolResult(exitCode, string.Concat(files.Select(_ => "Results File: /x.trx\n")) + "Passed!  - Failed: 0\n", "", Truncated: false);
    });

    /// <summary>The recorded files name the root as <c>/repo</c>.</summary>
    private void CopyTo(ToolInvocation invocation, string recorded, int index) => File.WriteAllText(
        Path.Combine(FakeTools.After(invocation, "--results-directory"), $"{index}.trx"),
        RecordedText.Read(recorded).Replace("/repo", _harness.Folder.FullPath, StringComparison.Ordinal));
}
