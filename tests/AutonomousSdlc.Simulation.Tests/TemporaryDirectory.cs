namespace AutonomousSdlc.Simulation.Tests;

/// <summary>A directory of its own for one test, deleted with everything in it.</summary>
internal sealed class TemporaryDirectory : IDisposable
{
    public string Root { get; } = Directory.CreateTempSubdirectory("autonomous-sdlc-").FullName;

    public string File(string name) => Path.Combine(Root, name);

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
