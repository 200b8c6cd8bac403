namespace AutonomousSdlc.Shared.Processes;

/// <summary>What to start as a child process. Arguments are passed as they are: no shell reads them.</summary>
internal sealed record ChildProcessStart
{
    /// <summary>Program: a path, or a name that is searched in <c>PATH</c>.</summary>
    public required string FileName { get; init; }

    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <summary>Directory to start in; <see langword="null"/> for the parent's.</summary>
    public string? WorkingDirectory { get; init; }

    /// <summary>Variables added to the parent's environment; a <see langword="null"/> value removes one.</summary>
    public IReadOnlyDictionary<string, string?> Environment { get; init; } = new Dictionary<string, string?>(StringComparer.Ordinal);

    /// <summary>Called for each line of standard output, in order. A slow callback slows the child down.</summary>
    public Action<string>? OutputLine { get; init; }

    /// <summary>Called for each line of standard error, in order.</summary>
    public Action<string>? ErrorLine { get; init; }

    /// <summary>Called for each chunk of standard output before it is split into lines; the memory is reused afterwards.</summary>
    public Action<ReadOnlyMemory<byte>>? OutputBytes { get; init; }

    /// <summary>Called for each chunk of standard error before it is split into lines; the memory is reused afterwards.</summary>
    public Action<ReadOnlyMemory<byte>>? ErrorBytes { get; init; }

    /// <summary>Characters of a line that are kept; what is longer is cut, so that a child cannot exhaust the parent's memory.</summary>
    public int MaxLineLength { get; init; } = 4096;

    /// <summary>How to get the program, said when it is missing, such as "Install the .NET SDK 10.".</summary>
    public string? InstallHint { get; init; }

    public TimeProvider Time { get; init; } = TimeProvider.System;
}
