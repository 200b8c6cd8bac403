using AutonomousSdlc.QualityGates.Internal.Policies;

namespace AutonomousSdlc.QualityGates.Internal;

/// <summary>Reads lines of source files, each file once.</summary>
internal sealed class SourceLines(string rootPath)
{
    private const long MaxFileBytes = 8 * 1024 * 1024;

    private readonly Dictionary<string, string[]> _files = new(StringComparer.Ordinal);

    /// <returns>The line, or <see langword="null"/> when the file cannot be read or has no such line.</returns>
    public string? Read(string path, int line)
    {
        if (!_files.TryGetValue(path, out var lines))
        {
            lines = ReadFile(ReportPath.ToFullPath(path, rootPath));
            _files.Add(path, lines);
        }

        return line >= 1 && line <= lines.Length ? lines[line - 1] : null;
    }

    private static string[] ReadFile(string path)
    {
        try
        {
            return new FileInfo(path) is { Exists: true, Length: <= MaxFileBytes } ? File.ReadAllLines(path) : [];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return [];
        }
    }
}
