namespace AutonomousSdlc.QualityGates.Tests;

/// <summary>Output of real tools, recorded with SDK 10.0.401.</summary>
internal static class RecordedText
{
    public static string PathOf(string name) => Path.Combine(AppContext.BaseDirectory, "Recorded", name);

    public static string Read(string name) => File.ReadAllText(PathOf(name));

    public static Stream Open(string name) => File.OpenRead(PathOf(name));
}
