namespace Samples.QualityGates;

/// <summary>The C# files of a repository, without build output.</summary>
internal static class SourceFiles
{
    public static IEnumerable<string> In(string root) =>
        Directory.EnumerateFiles(root, "*.cs", SearchOption.AllDirectories)
            .Where(file => !Path.GetRelativePath(root, file).Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj"));
}
