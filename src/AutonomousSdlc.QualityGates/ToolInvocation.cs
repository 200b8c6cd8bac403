namespace AutonomousSdlc.QualityGates;

/// <summary>A program to start. No shell is involved: arguments reach the program as they are.</summary>
/// <param name="FileName">Path of the program, or a name that is looked up in <c>PATH</c>.</param>
/// <param name="Arguments">The arguments.</param>
/// <param name="WorkingDirectory">Folder to run in.</param>
public sealed record ToolInvocation(string FileName, IReadOnlyList<string> Arguments, string WorkingDirectory)
{
    /// <summary>Environment variables to set, or to remove where the value is <see langword="null"/>; all others are inherited.</summary>
    public IReadOnlyDictionary<string, string?> Environment { get; init; } = new Dictionary<string, string?>(StringComparer.Ordinal);

    /// <summary>Called with each line of standard output as it comes, one call at a time.</summary>
    public Action<string>? OnOutputLine { get; init; }

    /// <summary>How to get the program, for the error message when it is missing.</summary>
    public string Remedy { get; init; } = "Install it, or put it on the PATH.";
}
