namespace AutonomousSdlc.QualityGates.Tests;

internal sealed class TemporaryFolder : IDisposable
{
    public string FullPath { get; } = Directory.CreateTempSubdirectory("quality-gates-tests-").FullName;

    public string Write(string path, string content)
    {
        var full = Path.Combine(FullPath, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllText(full, content);
        return full;
    }

    public void Dispose() => Directory.Delete(FullPath, recursive: true);
}
