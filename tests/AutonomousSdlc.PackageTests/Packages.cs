using System.Reflection;

namespace AutonomousSdlc.PackageTests;

/// <summary>The packages of the suite.</summary>
internal static class Packages
{
    /// <summary>The five that never reference one another.</summary>
    public static IReadOnlyList<string> Core { get; } =
    [
        "AutonomousSdlc.Caching",
        "AutonomousSdlc.Resilience",
        "AutonomousSdlc.Scaling",
        "AutonomousSdlc.Deployment",
        "AutonomousSdlc.QualityGates",
    ];

    public static IReadOnlyList<string> All { get; } =
        [.. RepositoryFiles.Find("src", "*.csproj").Select(path => Path.GetFileNameWithoutExtension(path))];

    public static TheoryData<string> CoreNames { get; } = new(Core);

    public static TheoryData<string> AllNames { get; } = new(All);

    public static Assembly Load(string package) => Assembly.Load(new AssemblyName(package));

    public static string Folder(string package) => Path.Combine(RepositoryFiles.Root, "src", package);
}
