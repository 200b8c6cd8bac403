namespace ClosedLoop.Release;

/// <summary>
/// A copy of the service's own source in a folder of its own, where the gates build and test it. Version 2 runs from the
/// output there, so nothing that a running worker has loaded is overwritten.
/// </summary>
internal sealed class ServiceCopy : IDisposable
{
    private static readonly string[] Files =
    [
        "global.json",
        "nuget.config",
        ".editorconfig",
        "Directory.Build.props",
        "Directory.Build.targets",
        "Directory.Packages.props",
        "eng/BannedSymbols.txt",
        "eng/Sample.props",
        "eng/Test.props",
        "samples/Directory.Build.props",
        "tests/Directory.Build.props",
    ];

    private static readonly string[] Projects = ["samples/ClosedLoop.Service", "tests/ClosedLoop.Service.Tests"];

    private ServiceCopy(string folder)
    {
        Folder = folder;
    }

    /// <summary>Root of the copy.</summary>
    public string Folder { get; }

    /// <summary>What the gates build.</summary>
    public string Assembly => Path.Combine(Folder, "samples", "ClosedLoop.Service", "bin", "Debug", "net10.0", "ClosedLoop.Service.dll");

    /// <summary>Copies the source out of the repository that this program was built in.</summary>
    /// <exception cref="LoopException">The program does not run from its repository.</exception>
    public static ServiceCopy Create()
    {
        var root = FindRepository();
        var copy = new ServiceCopy(Directory.CreateTempSubdirectory("closed-loop-").FullName);
        foreach (var file in Files)
        {
            copy.Add(root, file);
        }

        foreach (var project in Projects)
        {
            foreach (var file in Directory.EnumerateFiles(Path.Combine(root, project)).Where(IsSource))
            {
                copy.Add(root, Path.GetRelativePath(root, file));
            }
        }

        File.WriteAllLines(
            Path.Combine(copy.Folder, "Service.slnx"),
            [
                "<Solution>",
                .. Projects.Select(project => $"  <Project Path=\"{project}/{Path.GetFileName(project)}.csproj\" />"),
                "</Solution>",
            ]);
        return copy;
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private static bool IsSource(string file) => Path.GetExtension(file) is ".cs" or ".csproj";

    private static string FindRepository()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (Directory.Exists(Path.Combine(folder.FullName, Projects[0])) && File.Exists(Path.Combine(folder.FullName, Files[0])))
            {
                return folder.FullName;
            }
        }

        throw new LoopException(
            $"No {Projects[0]} above {AppContext.BaseDirectory}: the gates need the service's source. Run the sample from a clone of the repository.");
    }

    private void Add(string root, string file)
    {
        var target = Path.Combine(Folder, file);
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        File.Copy(Path.Combine(root, file), target);
    }
}
