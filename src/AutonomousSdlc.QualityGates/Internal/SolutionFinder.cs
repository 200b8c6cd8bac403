namespace AutonomousSdlc.QualityGates.Internal;

/// <summary>Decides what a run's path stands for, the way <c>dotnet build</c> does, but never by guess.</summary>
internal static class SolutionFinder
{
    private static readonly string[] SolutionExtensions = [".sln", ".slnx", ".slnf"];
    private static readonly string[] ProjectExtensions = [".csproj", ".fsproj", ".vbproj"];

    /// <exception cref="QualityGateException">The path does not exist.</exception>
    /// <exception cref="SolutionDiscoveryException">A solution is required, and the folder has none or several.</exception>
    public static RunTarget Find(string path, bool required)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        var full = Path.GetFullPath(path);
        if (File.Exists(full))
        {
            return HasExtension(full, SolutionExtensions) || HasExtension(full, ProjectExtensions)
                ? new RunTarget(Path.GetDirectoryName(full)!, full)
                : throw new SolutionDiscoveryException(
                    $"'{full}' is neither a solution nor a project. Name a folder, or a file ending in {string.Join(", ", SolutionExtensions.Concat(ProjectExtensions))}.", full, []);
        }

        if (!Directory.Exists(full))
        {
            throw new QualityGateException($"Path '{full}' does not exist. Name the folder of a repository, or its solution.");
        }

        return new RunTarget(Path.TrimEndingDirectorySeparator(full), required ? FindIn(full) : null);
    }

    private static string FindIn(string folder)
    {
        // A solution filter is a choice among solutions: it counts only when it is named.
        var solutions = Files(folder, SolutionExtensions[..2]);
        var candidates = solutions.Length > 0 ? solutions : Files(folder, ProjectExtensions);
        var names = candidates.Select(candidate => Path.GetFileName(candidate)).ToArray();
        return candidates.Length switch
        {
            1 => candidates[0],
            0 => throw new SolutionDiscoveryException(
                $"Folder '{folder}' has no solution and no project. Name the folder or the file that has one, or create one with 'dotnet new sln'.", folder, []),
            _ => throw new SolutionDiscoveryException(
                $"Folder '{folder}' has {names.Length} {(solutions.Length > 0 ? "solutions" : "projects and no solution")}: {string.Join(", ", names)}. Name one of them as the path.", folder, names),
        };
    }

    private static string[] Files(string folder, string[] extensions) =>
        [.. Directory.EnumerateFiles(folder).Where(file => HasExtension(file, extensions)).Order(StringComparer.Ordinal)];

    private static bool HasExtension(string file, string[] extensions) =>
        extensions.Contains(Path.GetExtension(file), StringComparer.OrdinalIgnoreCase);
}
