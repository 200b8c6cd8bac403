using AutonomousSdlc.QualityGates.Internal;
using AutonomousSdlc.QualityGates.Internal.Policies;
using Microsoft.Extensions.Options;

namespace AutonomousSdlc.QualityGates;

/// <summary>
/// Checks formatting and code style (<c>dotnet format --verify-no-changes</c>); changes nothing. Each change that
/// <c>dotnet format</c> would make is a finding.
/// </summary>
/// <remarks>
/// Runs beside the build: it gets an intermediate folder of its own (<c>obj/.quality-gates</c>, removed afterwards), because
/// loading the projects writes there. <c>dotnet format</c> ends with exit code 0 also when it could not load a project or
/// looked at no file; both count as inconclusive.
/// </remarks>
/// <param name="options">The options.</param>
/// <param name="name">Name of the options; empty for the default ones.</param>
public sealed class FormatGate(IOptionsMonitor<DotNetGateOptions> options, string name = "") : IQualityGate
{
    /// <summary>Id of the gate.</summary>
    public const string Id = "format";

    private const string LoadWarning = "Warnings were encountered while loading the workspace";

    /// <inheritdoc />
    public GateDescriptor Descriptor { get; } = new(Id)
    {
        Name = "Format",
        Needs = [GateArtifacts.Packages],
        FallbackResources = [GateResources.IntermediateOutput],
        RequiresSolution = true,
    };

    /// <inheritdoc />
    public async ValueTask<GateResult> EvaluateAsync(GateContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        var sdk = new DotNetSdk(context, options.Get(name));
        using var folder = new ScratchFolder();
        using var intermediate = new IsolatedIntermediateOutput(context.RootPath, context.Run.Properties);
        var result = await sdk.RunAsync(
            Arguments(sdk, folder.FullPath, context.IsProvided(GateArtifacts.Packages)),
            onLine: null,
            Environment(sdk.Options, context, intermediate),
            cancellationToken).ConfigureAwait(false);
        var findings = FormatReportParser.Parse(folder.File("format-report.json"));
        return Judge(context, sdk, result, findings);
    }

    private static string[] Arguments(DotNetSdk sdk, string reportFolder, bool restored)
    {
        var format = sdk.Options.Format;
        string[] part = format.Checks is FormatChecks.All ? [] : [Names.Of(format.Checks)];
        string[] severity = format.Checks is FormatChecks.Whitespace ? [] : ["--severity", format.Severity];
        string[] restore = restored ? ["--no-restore"] : [];

        // Detailed output tells how many files were looked at.
        return ["format", .. part, sdk.SolutionPath, "--verify-no-changes", "--verbosity", "detailed", "--report", reportFolder, .. severity, .. restore];
    }

    /// <summary><c>dotnet format</c> takes no properties; MSBuild reads environment variables as such.</summary>
    private static List<KeyValuePair<string, string?>> Environment(DotNetGateOptions options, GateContext context, IsolatedIntermediateOutput intermediate)
    {
        List<KeyValuePair<string, string?>> environment = [.. context.Run.Properties.Select(property => KeyValuePair.Create(property.Key, (string?)property.Value))];
        if (context.Run.Configuration is { Length: > 0 } configuration)
        {
            environment.Add(new("Configuration", configuration));
        }

        if (options.LockedRestore)
        {
            environment.Add(new("RestoreLockedMode", "true"));
        }

        if (intermediate.PropertyValue is { } value)
        {
            environment.Add(new(IsolatedIntermediateOutput.PropertyName, value));
        }

        return environment;
    }

    private static GateResult Judge(GateContext context, DotNetSdk sdk, ToolResult result, IReadOnlyList<Finding> findings)
    {
        var counted = findings.Count(context.Counts);
        var files = FormatOutput.FilesLookedAt(result.StandardOutput);
        var fix = $"Run: dotnet format \"{Path.GetRelativePath(context.RootPath, sdk.SolutionPath)}\"";
        var verdict = (result.ExitCode, findings.Count, files) switch
        {
            _ when result.StandardError.Contains(LoadWarning, StringComparison.Ordinal) => GateResult.Inconclusive(
                "dotnet format could not load every project, so that it did not look at all files.", $"{fix} --verify-no-changes --verbosity diagnostic, which names the project."),
            (0, 0, null) => GateResult.Inconclusive($"dotnet format did not tell how many files it looked at. {ToolOutput.Tail(result)}"),
            (0, 0, 0) => GateResult.Inconclusive("dotnet format looked at no file.", "Name a solution with C# or Visual Basic projects as the path."),
            (0, 0, _) => GateResult.Passed($"{Text.Count(files!.Value, "file")} looked at, none needs formatting."),
            (2, > 0, _) when counted > 0 => GateResult.Failed($"{Text.Count(CountFiles(findings, context), "file")} of {files} need formatting, in {Text.Count(counted, "place")}.") with { Suggestions = [fix] },
            (2, > 0, _) => GateResult.Passed($"{Text.Count(files ?? 0, "file")} looked at; {Text.Count(findings.Count, "place")} in older code need formatting.") with { Suggestions = [fix] },
            _ => GateResult.Inconclusive($"dotnet format ended with exit code {result.ExitCode} and {Text.Count(findings.Count, "reported change")}. {ToolOutput.Tail(result)}"),
        };
        var metrics = new Dictionary<string, double>(StringComparer.Ordinal) { ["format.changes"] = findings.Count };
        if (files is { } count)
        {
            metrics["format.files"] = count;
        }

        return verdict with { Findings = findings, Metrics = metrics };
    }

    private static int CountFiles(IReadOnlyList<Finding> findings, GateContext context) =>
        findings.Where(context.Counts).Select(finding => finding.Location!.Path).Distinct(StringComparer.Ordinal).Count();
}
