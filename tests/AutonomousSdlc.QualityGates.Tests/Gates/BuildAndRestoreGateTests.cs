namespace AutonomousSdlc.QualityGates.Tests.Gates;

public sealed class BuildAndRestoreGateTests : IDisposable
{
    private const string Built = "  App -> /repo/App.dll\n  App.Tests -> /repo/App.Tests.dll\n";
    private const string Warning = "/repo/A.cs(1,2): warning CS1: careful [/repo/A.csproj]\n";

    private readonly GateHarness _harness = new();

    public void Dispose() => _harness.Dispose();

    [Fact]
    public async Task A_clean_build_passes_with_its_figures()
    {
        _harness.Provided = [GateArtifacts.Packages];
        var result = await Build(0, Built);

        result.Outcome.ShouldBe(GateOutcome.Passed);
        result.Summary.ShouldBe("2 projects built with 0 warnings.");
        result.Metrics["build.projects"].ShouldBe(2);
        _harness.Progress.ShouldBe(["built App", "built App.Tests"]);
        _harness.Invocation.Arguments.ShouldContain("--no-restore");
        _harness.Invocation.Arguments.ShouldContain("-p:NonExistentFile=__always-compile__");
        _harness.Invocation.Arguments.ShouldContain("-p:UseSharedCompilation=false");
    }

    [Fact]
    public async Task The_tool_runs_in_english_without_anything_that_stays_behind()
    {
        Environment.SetEnvironmentVariable("VSTEST_GATES_TEST_MARKER", "1");
        try
        {
            await Build(0, Built);
        }
        finally
        {
            Environment.SetEnvironmentVariable("VSTEST_GATES_TEST_MARKER", null);
        }

        var environment = _harness.Invocation.Environment;
        environment["DOTNET_CLI_UI_LANGUAGE"].ShouldBe("en");
        environment["MSBUILDDISABLENODEREUSE"].ShouldBe("1");
        environment["MSBUILDTERMINALLOGGER"].ShouldBe("off");
        environment["DOTNET_CLI_USE_MSBUILD_SERVER"].ShouldBe("0");
        environment["DOTNET_STARTUP_HOOKS"].ShouldBeNull();
        environment["VSTEST_GATES_TEST_MARKER"].ShouldBeNull();
    }

    [Fact]
    public async Task Configuration_and_properties_reach_msbuild_unsplit()
    {
        _harness.Run = new QualityRun { Configuration = "Release", Properties = new Dictionary<string, string>(StringComparer.Ordinal) { ["List"] = "a;b,c%" } };
        _harness.Options.Build.AlwaysCompile = false;
        _harness.Options.Build.UseCompilerServer = true;

        await Build(0, Built);

        _harness.Invocation.Arguments.ShouldContain("-p:Configuration=Release");
        _harness.Invocation.Arguments.ShouldContain("-p:List=a%3Bb%2Cc%25");
        _harness.Invocation.Arguments.ShouldContain("-p:UseSharedCompilation=true");
        _harness.Invocation.Arguments.ShouldContain("-p:RestoreLockedMode=true");
        _harness.Invocation.Arguments.ShouldNotContain("-p:NonExistentFile=__always-compile__");
        _harness.Invocation.Arguments.ShouldNotContain("--no-restore");
    }

    [Fact]
    public async Task Errors_fail_the_build_with_the_first_one_in_the_summary()
    {
        var result = await Build(1, "", RecordedText.Read("build-diagnostics.log"));

        result.Outcome.ShouldBe(GateOutcome.Failed);
        result.Summary.ShouldStartWith("The build failed with 4 errors; the first: /repo/src/App/Oops.cs(1,68) CS0103: The name 'nope'");
        result.Findings.Count.ShouldBe(5);
        result.Metrics["build.warnings"].ShouldBe(1);
    }

    [Theory]
    [InlineData(BuildWarningPolicy.Report, GateOutcome.Passed)]
    [InlineData(BuildWarningPolicy.Warn, GateOutcome.Warning)]
    [InlineData(BuildWarningPolicy.Fail, GateOutcome.Failed)]
    public async Task Warnings_count_as_the_options_say(BuildWarningPolicy policy, GateOutcome outcome)
    {
        _harness.Options.Build.Warnings = policy;

        var result = await Build(0, Built, Warning);

        result.Outcome.ShouldBe(outcome);
        result.Summary.ShouldContain("1 warning");
        result.Findings.Single().RuleId.ShouldBe("CS1");
    }

    [Fact]
    public async Task Warnings_in_older_code_do_not_count_when_only_new_code_does()
    {
        _harness.Options.Build.Warnings = BuildWarningPolicy.Fail;
        _harness.Changes = new ChangedLines(new Dictionary<string, IReadOnlyList<LineRange>>(StringComparer.Ordinal) { ["A.cs"] = [new LineRange(5, 5)] });

        (await Build(0, Built, "A.cs(1,2): warning CS1: old\n")).Outcome.ShouldBe(GateOutcome.Passed);
        (await Build(0, Built, "A.cs(5,2): warning CS1: new\n")).Outcome.ShouldBe(GateOutcome.Failed);
    }

    [Fact]
    public async Task A_build_of_nothing_is_inconclusive() =>
        (await Build(0, "warning: Unable to find a project to restore!")).Outcome.ShouldBe(GateOutcome.Inconclusive);

    [Fact]
    public async Task A_tool_that_fails_without_an_error_is_inconclusive_with_what_it_said()
    {
        var result = await Build(134, "one\ntwo\n");

        result.Outcome.ShouldBe(GateOutcome.Inconclusive);
        result.Summary.ShouldContain("exit code 134");
        result.Summary.ShouldEndWith("It said: one two");
    }

    [Fact]
    public async Task Restore_passes_without_errors()
    {
        var result = await Restore(0, Warning);

        result.Outcome.ShouldBe(GateOutcome.Passed);
        result.Findings.ShouldBeEmpty();
        _harness.Invocation.Arguments[0].ShouldBe("restore");
        _harness.Invocation.Arguments.ShouldContain("-p:RestoreLockedMode=true");
    }

    [Fact]
    public async Task Restore_fails_on_an_outdated_lock_file_and_says_what_to_do()
    {
        var result = await Restore(1, RecordedText.Read("build-diagnostics.log"));

        result.Outcome.ShouldBe(GateOutcome.Failed);
        result.Suggestions.Single().ShouldContain("LockedRestore");
    }

    [Fact]
    public async Task Restore_may_rewrite_lock_files_when_the_options_say_so()
    {
        _harness.Options.LockedRestore = false;

        await Restore(0, "");

        _harness.Invocation.Arguments.ShouldNotContain("-p:RestoreLockedMode=true");
    }

    [Fact]
    public async Task Restore_that_crashes_is_inconclusive() => (await Restore(139, "")).Outcome.ShouldBe(GateOutcome.Inconclusive);

    private Task<GateResult> Build(int exitCode, string output, string log = "") => _harness.EvaluateAsync(options => new BuildGate(options), Play(exitCode, output, log));

    private Task<GateResult> Restore(int exitCode, string log) => _harness.EvaluateAsync(options => new RestoreGate(options), Play(exitCode, "", log));

    private static Func<ToolInvocation, ToolResult> Play(int exitCode, string output, string log) => invocation =>
    {
        File.WriteAllText(FakeTools.LogFile(invocation), log);
        return new ToolResult(exitCode, output, "", Truncated: false);
    };
}
