namespace AutonomousSdlc.QualityGates.Internal.Policies;

/// <summary>Paths as reports name them: relative to the root, with <c>/</c>; absolute when outside.</summary>
internal static class ReportPath
{
    public static string Normalize(string path, string rootPath)
    {
        if (Path.IsPathRooted(path))
        {
            var relative = Path.GetRelativePath(rootPath, path);
            path = IsOutside(relative) ? path : relative;
        }

        path = Path.DirectorySeparatorChar == '/' ? path : path.Replace(Path.DirectorySeparatorChar, '/');
        return path.StartsWith("./", StringComparison.Ordinal) ? path[2..] : path;
    }

    public static string ToFullPath(string path, string rootPath) => Path.GetFullPath(path, rootPath);

    private static bool IsOutside(string relative) =>
        Path.IsPathRooted(relative) || relative == ".." || relative.StartsWith(".." + Path.DirectorySeparatorChar, StringComparison.Ordinal);
}
