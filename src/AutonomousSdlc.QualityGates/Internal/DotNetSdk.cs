using System.Collections;

namespace AutonomousSdlc.QualityGates.Internal;

/// <summary>Calls the .NET SDK for one gate: English output, no process that stays behind, nothing of the host's own build environment.</summary>
internal sealed class DotNetSdk(GateContext context, DotNetGateOptions options)
{
    private static readonly string[] Inherited =
    [
        "MSBUILD_EXE_PATH", "MSBuildSDKsPath", "MSBuildExtensionsPath", "MSBuildLoadMicrosoftTargetsReadOnly",
        "DOTNET_STARTUP_HOOKS", "DOTNET_ADDITIONAL_DEPS", "CORECLR_ENABLE_PROFILING", "CORECLR_PROFILER", "CORECLR_PROFILER_PATH",
        "COR_ENABLE_PROFILING", "COR_PROFILER",
    ];

    public DotNetGateOptions Options => options;

    public string SolutionPath => context.SolutionPath
        ?? throw new QualityGateException("The context has no solution. Set GateContext.SolutionPath.");

    /// <summary>Arguments for MSBuild that all commands but <c>format</c> share.</summary>
    public IEnumerable<string> PropertyArguments()
    {
        if (context.Run.Configuration is { Length: > 0 } configuration)
        {
            yield return $"-p:Configuration={Escape(configuration)}";
        }

        foreach (var (name, value) in context.Run.Properties)
        {
            yield return $"-p:{name}={Escape(value)}";
        }
    }

    public Task<ToolResult> RunAsync(IReadOnlyList<string> arguments, Action<string>? onLine, CancellationToken cancellationToken) =>
        RunAsync(arguments, onLine, [], cancellationToken);

    public Task<ToolResult> RunAsync(
        IReadOnlyList<string> arguments,
        Action<string>? onLine,
        IReadOnlyList<KeyValuePair<string, string?>> environment,
        CancellationToken cancellationToken)
    {
        var invocation = new ToolInvocation(options.DotNetPath, arguments, context.RootPath)
        {
            Environment = Environment(environment),
            OnOutputLine = onLine,
            Remedy = "Install the .NET SDK, or set DotNetPath to its 'dotnet' program.",
        };
        return context.Tools.RunAsync(invocation, cancellationToken);
    }

    private static Dictionary<string, string?> Environment(IReadOnlyList<KeyValuePair<string, string?>> more)
    {
        var environment = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["DOTNET_CLI_UI_LANGUAGE"] = "en",
            ["VSLANG"] = "1033",
            ["DOTNET_NOLOGO"] = "1",
            ["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1",
            ["DOTNET_GENERATE_ASPNET_CERTIFICATE"] = "false",
            ["DOTNET_CLI_USE_MSBUILD_SERVER"] = "0",
            ["MSBUILDDISABLENODEREUSE"] = "1",
            ["MSBUILDTERMINALLOGGER"] = "off",
        };
        foreach (var name in Inherited)
        {
            environment[name] = null;
        }

        // A host that runs inside 'dotnet test' would pass its own test session on.
        foreach (var name in System.Environment.GetEnvironmentVariables().Cast<DictionaryEntry>().Select(variable => (string)variable.Key))
        {
            if (name.StartsWith("VSTEST_", StringComparison.OrdinalIgnoreCase))
            {
                environment[name] = null;
            }
        }

        foreach (var (name, value) in more)
        {
            environment[name] = value;
        }

        return environment;
    }

    /// <summary>MSBuild splits property values at these characters unless they are escaped.</summary>
    private static string Escape(string value) => value
        .Replace("%", "%25", StringComparison.Ordinal)
        .Replace(";", "%3B", StringComparison.Ordinal)
        .Replace(",", "%2C", StringComparison.Ordinal);
}
