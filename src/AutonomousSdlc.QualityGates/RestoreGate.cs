using AutonomousSdlc.QualityGates.Internal;
using Microsoft.Extensions.Options;

namespace AutonomousSdlc.QualityGates;

/// <summary>
/// Restores the packages (<c>dotnet restore</c>), once for all gates. Fails on any error, also when a lock file is out of date.
/// Warnings are left to the build, which repeats them.
/// </summary>
/// <param name="options">The options.</param>
/// <param name="name">Name of the options; empty for the default ones.</param>
public sealed class RestoreGate(IOptionsMonitor<DotNetGateOptions> options, string name = "") : IQualityGate
{
    /// <summary>Id of the gate.</summary>
    public const string Id = "restore";

    /// <inheritdoc />
    public GateDescriptor Descriptor { get; } = new(Id)
    {
        Name = "Restore",
        Provides = [GateArtifacts.Packages],
        Resources = [GateResources.IntermediateOutput],
        RequiresSolution = true,
    };

    /// <inheritdoc />
    public async ValueTask<GateResult> EvaluateAsync(GateContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        var sdk = new DotNetSdk(context, options.Get(name));
        using var folder = new ScratchFolder();
        var log = new MSBuildLog(folder);
        string[] arguments = ["restore", sdk.SolutionPath, .. sdk.PropertyArguments(), .. Locked(sdk.Options), log.Argument];
        var result = await sdk.RunAsync(arguments, onLine: null, cancellationToken).ConfigureAwait(false);
        var errors = log.Read().Where(finding => finding.Level is FindingLevel.Error).ToArray();
        return (result.ExitCode, errors.Length) switch
        {
            (0, 0) => GateResult.Passed("All packages are restored."),
            (var code, 0) => GateResult.Inconclusive($"dotnet restore ended with exit code {code} without an error message. {ToolOutput.Tail(result)}"),
            _ => GateResult.Failed($"Restore failed with {Text.Count(errors.Length, "error")}; the first: {errors[0].RuleId}: {errors[0].Message.Text}", errors) with
            {
                Suggestions = Array.Exists(errors, error => error.RuleId == "NU1004")
                    ? ["Run 'dotnet restore' and commit packages.lock.json, or set LockedRestore to false."]
                    : [],
            },
        };
    }

    internal static IEnumerable<string> Locked(DotNetGateOptions options) => options.LockedRestore ? ["-p:RestoreLockedMode=true"] : [];
}
