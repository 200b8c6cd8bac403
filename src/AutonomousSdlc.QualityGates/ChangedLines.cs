namespace AutonomousSdlc.QualityGates;

/// <summary>Which lines of which files are new, for <see cref="GateScope.New"/>.</summary>
public sealed class ChangedLines
{
    private readonly Dictionary<string, LineRange[]> _files;

    /// <summary>Creates the set.</summary>
    /// <param name="files">New lines by path, relative to the root with <c>/</c> as separator.</param>
    public ChangedLines(IReadOnlyDictionary<string, IReadOnlyList<LineRange>> files)
    {
        ArgumentNullException.ThrowIfNull(files);
        _files = files.ToDictionary(
            file => file.Key,
            file => file.Value.OrderBy(range => range.First).ToArray(),
            StringComparer.Ordinal);
    }

    /// <summary>Files with new lines.</summary>
    public IReadOnlyCollection<string> Files => _files.Keys;

    /// <summary>Whether a place touches a new line. Linear in the changed places of that file.</summary>
    /// <param name="location">The place; without a line it stands for the whole file.</param>
    /// <param name="rootPath">Full path of the repository's folder.</param>
    /// <returns>Whether it does.</returns>
    public bool Contains(FindingLocation location, string rootPath)
    {
        ArgumentNullException.ThrowIfNull(location);
        if (!_files.TryGetValue(Internal.Policies.ReportPath.Normalize(location.Path, rootPath), out var ranges))
        {
            return false;
        }

        var last = Math.Max(location.StartLine, location.EndLine);
        return location.StartLine == 0 || Array.Exists(ranges, range => range.First <= last && range.Last >= location.StartLine);
    }
}
