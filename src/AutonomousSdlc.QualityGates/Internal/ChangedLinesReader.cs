using AutonomousSdlc.QualityGates.Internal.Policies;

namespace AutonomousSdlc.QualityGates.Internal;

/// <summary>Asks git which lines are new.</summary>
internal static class ChangedLinesReader
{
    private const string Remedy = "Install git, or run with Scope = All.";

    /// <exception cref="QualityGateException">git is missing, the folder is no repository, or the revision does not exist.</exception>
    public static async Task<ChangedLines> ReadAsync(IToolRunner tools, string rootPath, string since, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(since) || since.StartsWith('-'))
        {
            throw new QualityGateException($"Since ('{since}') is not a git revision. Name a commit, branch or tag.");
        }

        var diff = await GitAsync(
            tools,
            rootPath,
            ["-c", "core.quotePath=false", "diff", "--merge-base", "--unified=0", "--no-color", "--no-ext-diff", "--no-textconv", "--no-renames", "--relative", "--src-prefix=a/", "--dst-prefix=b/", since, "--"],
            cancellationToken).ConfigureAwait(false);
        var untracked = await GitAsync(tools, rootPath, ["ls-files", "--others", "--exclude-standard", "-z"], cancellationToken).ConfigureAwait(false);
        var files = GitDiff.Parse(diff);
        foreach (var path in untracked.Split('\0', StringSplitOptions.RemoveEmptyEntries))
        {
            files[path] = [new LineRange(1, int.MaxValue)];
        }

        return new ChangedLines(files);
    }

    private static async Task<string> GitAsync(IToolRunner tools, string rootPath, IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        var invocation = new ToolInvocation("git", arguments, rootPath)
        {
            // A gate may run inside a git hook, whose variables point at another index or work tree.
            Environment = new Dictionary<string, string?>(StringComparer.Ordinal)
            {
                ["GIT_DIR"] = null,
                ["GIT_INDEX_FILE"] = null,
                ["GIT_WORK_TREE"] = null,
                ["GIT_OPTIONAL_LOCKS"] = "0",
                ["LC_ALL"] = "C",
            },
            Remedy = Remedy,
        };
        var result = await tools.RunAsync(invocation, cancellationToken).ConfigureAwait(false);
        if (result.ExitCode != 0)
        {
            throw new QualityGateException(
                $"Scope New needs to know what changed, but git ended with exit code {result.ExitCode} in '{rootPath}': {result.StandardError.Trim()} Name another revision as Since, or run with Scope = All.");
        }

        return result.Truncated
            ? throw new QualityGateException("Scope New needs to know what changed, but the difference is larger than 4 MiB. Choose a later revision as Since, or run with Scope = All.")
            : result.StandardOutput;
    }
}
