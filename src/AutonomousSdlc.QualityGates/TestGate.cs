using AutonomousSdlc.QualityGates.Internal;
using AutonomousSdlc.QualityGates.Internal.Policies;
using Microsoft.Extensions.Options;

namespace AutonomousSdlc.QualityGates;

/// <summary>
/// Runs the tests (<c>dotnet test</c>) and reads their result files. Each failed test is a finding. Fewer executed tests than
/// <see cref="TestGateOptions.MinimumTests"/> are inconclusive. Uses the output of <see cref="BuildGate"/> when that is part of
/// the run, otherwise builds itself.
/// </summary>
/// <param name="options">The options.</param>
/// <param name="name">Name of the options; empty for the default ones.</param>
public sealed class TestGate(IOptionsMonitor<DotNetGateOptions> options, string name = "") : IQualityGate
{
    /// <summary>Id of the gate.</summary>
    public const string Id = "test";

    /// <inheritdoc />
    public GateDescriptor Descriptor { get; } = new(Id)
    {
        Name = "Test",
        Needs = [GateArtifacts.BuildOutput],
        FallbackResources = [GateResources.IntermediateOutput],
        RequiresSolution = true,
    };

    /// <inheritdoc />
    public async ValueTask<GateResult> EvaluateAsync(GateContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        var sdk = new DotNetSdk(context, options.Get(name));
        if (TestRunnerChoice.UsesTestingPlatform(context.RootPath) is { } file)
        {
            return GateResult.Inconclusive(
                $"{file} chooses Microsoft.Testing.Platform as the test runner, whose results this gate cannot read.",
                "Add a gate of your own that runs these tests, or remove \"runner\" from \"test\" in global.json.");
        }

        using var folder = new ScratchFolder();
        var result = await sdk.RunAsync(Arguments(sdk, folder, context), line => Follow(line, context), cancellationToken).ConfigureAwait(false);
        var summary = TestSummary.Combine(Directory.EnumerateFiles(folder.FullPath, "*.trx", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(file => TrxParser.Parse(file, context.RootPath)));
        return Judge(sdk.Options.Test, result, summary);
    }

    private static string[] Arguments(DotNetSdk sdk, ScratchFolder folder, GateContext context)
    {
        var test = sdk.Options.Test;
        string[] build = context.IsProvided(GateArtifacts.BuildOutput)
            ? ["--no-build"]
            : [.. BuildGate.CompilerArguments(sdk.Options.Build), .. RestoreGate.Locked(sdk.Options)];
        string[] filter = string.IsNullOrWhiteSpace(test.Filter) ? [] : ["--filter", test.Filter];
        string[] settings = string.IsNullOrWhiteSpace(test.RunSettings) ? [] : ["--settings", Path.GetFullPath(test.RunSettings, context.RootPath)];
        return
        [
            "test", sdk.SolutionPath, "--logger", "trx", "--results-directory", folder.FullPath,
            .. build, .. filter, .. settings, .. sdk.PropertyArguments(),
        ];
    }

    private static void Follow(string line, GateContext context)
    {
        if (line.StartsWith("Passed!", StringComparison.Ordinal) || line.StartsWith("Failed!", StringComparison.Ordinal))
        {
            context.Report(line.Trim());
        }
    }

    private static GateResult Judge(TestGateOptions options, ToolResult result, TestSummary summary)
    {
        var missing = TestOutput.ResultFiles(result.StandardOutput) - summary.Files;
        var counts = $"{summary.Passed} passed, {summary.Failed} failed, {summary.Skipped} skipped";
        var verdict = (result.ExitCode, summary) switch
        {
            (_, { Failed: > 0 }) => GateResult.Failed($"{Text.Count(summary.Failed, "test")} of {summary.Executed} failed ({counts})."),
            (_, { Aborted: { } reason }) => GateResult.Failed($"The test run was aborted ({counts}): {reason}"),
            (not 0, _) => GateResult.Inconclusive($"dotnet test ended with exit code {result.ExitCode} without a failed test ({counts}). {ToolOutput.Tail(result)}"),
            _ when missing != 0 => GateResult.Inconclusive($"dotnet test named {summary.Files + missing} result files, but wrote {summary.Files}."),
            (_, { Executed: var executed }) when executed < options.MinimumTests => GateResult.Inconclusive(
                $"{Text.Count(executed, "test")} executed in {Text.Count(summary.Files, "test project")}; at least {options.MinimumTests} must be.",
                "Add a test project with tests to the solution, or check Test.Filter and Test.MinimumTests."),
            _ => GateResult.Passed($"{Text.Count(summary.Passed, "test")} passed in {Text.Count(summary.Files, "test project")}, {summary.Skipped} skipped."),
        };
        return verdict with
        {
            Findings = summary.Failures,
            Metrics = new Dictionary<string, double>(StringComparer.Ordinal)
            {
                ["tests.total"] = summary.Total,
                ["tests.executed"] = summary.Executed,
                ["tests.passed"] = summary.Passed,
                ["tests.failed"] = summary.Failed,
                ["tests.skipped"] = summary.Skipped,
                ["tests.projects"] = summary.Files,
            },
        };
    }
}
