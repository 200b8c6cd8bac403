namespace AutonomousSdlc.Deployment;

/// <summary>
/// The command that runs an instance. In every text <c>{port}</c>, <c>{version}</c>, <c>{slot}</c> and <c>{instance}</c>
/// are replaced (<see cref="FileName"/> and <see cref="WorkingDirectory"/>: version and slot only). No shell reads it.
/// </summary>
public sealed record LocalProcessCommand
{
    /// <summary>Program: a path, or a name that is searched in <c>PATH</c>.</summary>
    public required string FileName { get; init; }

    /// <summary>Arguments, each passed as it is.</summary>
    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <summary>Directory to start in. Default: the parent's.</summary>
    public string? WorkingDirectory { get; init; }

    /// <summary>Environment variables in addition to the parent's; <see langword="null"/> removes one.</summary>
    public IReadOnlyDictionary<string, string?> Environment { get; init; } = new Dictionary<string, string?>(StringComparer.Ordinal);
}
