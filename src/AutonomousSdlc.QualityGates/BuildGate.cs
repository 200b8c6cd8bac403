using System.Collections.Concurrent;
using AutonomousSdlc.QualityGates.Internal;
using Microsoft.Extensions.Options;

namespace AutonomousSdlc.QualityGates;

/// <summary>
/// Builds the solution (<c>dotnet build</c>). Each error and warning is a finding; errors fail the gate and warnings count as
/// <see cref="BuildGateOptions.Warnings"/> says. Building runs code of the repository: do not run it on code you do not trust.
/// </summary>
/// <param name="options">The options.</param>
/// <param name="name">Name of the options; empty for the default ones.</param>
public sealed class BuildGate(IOptionsMonitor<DotNetGateOptions> options, string name = "") : IQualityGate
{
    /// <summary>Id of the gate.</summary>
    public const string Id = "build";

    /// <inheritdoc />
    public GateDescriptor Descriptor { get; } = new(Id)
    {
        Name = "Build",
        Needs = [GateArtifacts.Packages],
        Provides = [GateArtifacts.BuildOutput],
        Resources = [GateResources.IntermediateOutput],
        RequiresSolution = true,
    };

    internal static IEnumerable<string> CompilerArguments(BuildGateOptions options)
    {
        yield return $"-p:UseSharedCompilation={(options.UseCompilerServer ? "true" : "false")}";
        if (options.AlwaysCompile)
        {
            // The compile target lists this property among its outputs: a file that never exists makes it always run.
            yield return "-p:NonExistentFile=__always-compile__";
        }
    }

    /// <inheritdoc />
    public async ValueTask<GateResult> EvaluateAsync(GateContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        var sdk = new DotNetSdk(context, options.Get(name));
        using var folder = new ScratchFolder();
        var log = new MSBuildLog(folder);
        string[] arguments =
        [
            "build", sdk.SolutionPath, "-verbosity:minimal", "-consoleLoggerParameters:NoSummary",
            .. context.IsProvided(GateArtifacts.Packages) ? ["--no-restore"] : RestoreGate.Locked(sdk.Options),
            .. CompilerArguments(sdk.Options.Build), .. sdk.PropertyArguments(), log.Argument,
        ];
        var projects = new ConcurrentDictionary<string, byte>(StringComparer.Ordinal);
        var result = await sdk.RunAsync(arguments, line => Follow(line, projects, context), cancellationToken).ConfigureAwait(false);
        return Judge(context, sdk.Options.Build, result, log.Read(), projects.Count);
    }

    private static void Follow(string line, ConcurrentDictionary<string, byte> projects, GateContext context)
    {
        var arrow = line.IndexOf(" -> ", StringComparison.Ordinal);
        if (arrow > 0 && projects.TryAdd(line.Trim(), 0))
        {
            context.Report($"built {line[..arrow].Trim()}");
        }
    }

    private static GateResult Judge(GateContext context, BuildGateOptions options, ToolResult result, IReadOnlyList<Finding> findings, int projects)
    {
        var errors = findings.Where(finding => finding.Level is FindingLevel.Error).ToArray();
        var warnings = findings.Where(finding => finding.Level is FindingLevel.Warning).ToArray();
        var counted = warnings.Count(context.Counts);
        var verdict = (result.ExitCode, errors.Length, projects, counted, options.Warnings) switch
        {
            (_, > 0, _, _, _) => GateResult.Failed($"The build failed with {Text.Count(errors.Length, "error")}; the first: {errors[0].Location} {errors[0].RuleId}: {errors[0].Message.Text}"),
            (not 0, _, _, _, _) => GateResult.Inconclusive($"dotnet build ended with exit code {result.ExitCode} without an error message. {ToolOutput.Tail(result)}"),
            (_, _, 0, _, _) => GateResult.Inconclusive($"dotnet build built no project. {ToolOutput.Tail(result)}", "Add projects to the solution, or name another one as the path."),
            (_, _, _, > 0, BuildWarningPolicy.Fail) => GateResult.Failed($"{Text.Count(projects, "project")} built, but with {Describe(counted, context)}, and Build.Warnings is Fail."),
            (_, _, _, > 0, BuildWarningPolicy.Warn) => GateResult.Warning($"{Text.Count(projects, "project")} built with {Describe(counted, context)}."),
            _ => GateResult.Passed($"{Text.Count(projects, "project")} built with {Describe(counted, context)}."),
        };
        return verdict with
        {
            Findings = findings,
            Metrics = new Dictionary<string, double>(StringComparer.Ordinal)
            {
                ["build.errors"] = errors.Length,
                ["build.warnings"] = warnings.Length,
                ["build.projects"] = projects,
            },
        };
    }

    private static string Describe(int warnings, GateContext context) => Text.Count(warnings, context.Changes is null ? "warning" : "new warning");
}
