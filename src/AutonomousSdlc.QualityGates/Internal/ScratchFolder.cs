namespace AutonomousSdlc.QualityGates.Internal;

/// <summary>A folder outside the repository for what a tool writes; gone after use.</summary>
internal sealed class ScratchFolder : IDisposable
{
    public string FullPath { get; } = Directory.CreateTempSubdirectory("autonomous-sdlc-gates-").FullName;

    public string File(string name) => Path.Combine(FullPath, name);

    public void Dispose()
    {
        try
        {
            Directory.Delete(FullPath, recursive: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // A virus scanner may hold a file; the system cleans its temporary folder.
        }
    }
}
