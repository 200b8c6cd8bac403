namespace Deployment;

/// <summary>A directory for the journal of this run, removed at its end.</summary>
internal sealed class ScratchDirectory : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("deployment-sample-");

    public string Path => _directory.FullName;

    public void Dispose() => _directory.Delete(recursive: true);
}
