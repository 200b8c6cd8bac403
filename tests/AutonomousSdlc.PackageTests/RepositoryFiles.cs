namespace AutonomousSdlc.PackageTests;

/// <summary>The checked-out repository, seen from a test.</summary>
internal static class RepositoryFiles
{
    private static readonly string[] GeneratedFolders = ["bin", "obj", "artifacts", "TestResults", "BenchmarkDotNet.Artifacts", ".git"];

    public static string Root { get; } = FindRoot();

    public static IEnumerable<string> Find(string folder, string pattern) =>
        Directory.EnumerateFiles(Path.Combine(Root, folder), pattern, SearchOption.AllDirectories)
            .Where(path => !Relative(path).Split('/').Intersect(GeneratedFolders, StringComparer.Ordinal).Any())
            .Order(StringComparer.Ordinal);

    public static string Relative(string path) => Path.GetRelativePath(Root, path).Replace('\\', '/');

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "AutonomousSdlc.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException($"No AutonomousSdlc.sln above {AppContext.BaseDirectory}.");
    }
}
