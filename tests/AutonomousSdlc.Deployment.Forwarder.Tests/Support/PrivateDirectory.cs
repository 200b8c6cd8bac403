namespace AutonomousSdlc.Deployment.Forwarder.Tests.Support;

/// <summary>A directory that only its owner can enter, removed at the end.</summary>
internal sealed class PrivateDirectory : IDisposable
{
    // Mode 700 is what CreateTempSubdirectory gives; the path is short enough for a socket.
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("fwd-");

    public string File(string name) => Path.Combine(_directory.FullName, name);

    public void Dispose() => _directory.Delete(recursive: true);
}
