namespace AutonomousSdlc.Shared.Processes;

/// <summary>Finds programs the way a shell does, so that a missing one is an error before anything is started.</summary>
internal static class ExecutablePath
{
    private const UnixFileMode AnyExecute = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    /// <summary>Full path of <paramref name="fileName"/>.</summary>
    /// <exception cref="FileNotFoundException">No executable of that name; the message names it and says how to get it.</exception>
    public static string Resolve(string fileName, string? installHint = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(fileName);
        if (TryFind(fileName) is { } path)
        {
            return path;
        }

        var where = HasDirectory(fileName)
            ? "there is no executable file at that path"
            : "it is in no directory of PATH";
        throw new FileNotFoundException(
            $"Program \"{fileName}\" cannot be started: {where}. {installHint ?? "Install it, or give its full path."}",
            fileName);
    }

    /// <summary>Full path of <paramref name="fileName"/>, or <see langword="null"/>.</summary>
    public static string? TryFind(string fileName)
    {
        if (HasDirectory(fileName))
        {
            return Candidates(Path.GetFullPath(fileName)).FirstOrDefault(IsExecutable);
        }

        var directories = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        return directories.SelectMany(directory => Candidates(Path.Combine(directory, fileName))).FirstOrDefault(IsExecutable);
    }

    private static bool HasDirectory(string fileName) =>
        fileName.Contains('/', StringComparison.Ordinal) || fileName.Contains(Path.DirectorySeparatorChar, StringComparison.Ordinal);

    private static IEnumerable<string> Candidates(string path)
    {
        yield return path;
        if (OperatingSystem.IsWindows())
        {
            foreach (var extension in (Environment.GetEnvironmentVariable("PATHEXT") ?? ".EXE;.CMD;.BAT").Split(';', StringSplitOptions.RemoveEmptyEntries))
            {
                yield return path + extension;
            }
        }
    }

    private static bool IsExecutable(string path) =>
        File.Exists(path) && (OperatingSystem.IsWindows() || (File.GetUnixFileMode(path) & AnyExecute) != UnixFileMode.None);
}
