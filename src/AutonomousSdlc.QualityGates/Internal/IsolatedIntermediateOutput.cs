namespace AutonomousSdlc.QualityGates.Internal;

/// <summary>
/// An intermediate folder per project beside the build's own. Its name starts with a dot: the SDK's default items leave such
/// folders out even where <c>obj</c> is not the project's intermediate folder, so that a build at the same time never
/// compiles what is in it.
/// </summary>
internal sealed class IsolatedIntermediateOutput : IDisposable
{
    public const string PropertyName = "IntermediateOutputPath";
    private const string FolderPrefix = ".quality-gates-";

    private readonly string _rootPath;
    private readonly string _folder = FolderPrefix + Guid.NewGuid().ToString("N")[..8];

    public IsolatedIntermediateOutput(string rootPath, IReadOnlyDictionary<string, string> properties)
    {
        _rootPath = rootPath;
        PropertyValue = properties.ContainsKey(PropertyName) ? null : $"obj/{_folder}/";
    }

    /// <summary>Value of the property; <see langword="null"/> when the run sets its own.</summary>
    public string? PropertyValue { get; }

    public void Dispose()
    {
        if (PropertyValue is null)
        {
            return;
        }

        try
        {
            var folders = new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = true, MaxRecursionDepth = 16, AttributesToSkip = FileAttributes.ReparsePoint };
            foreach (var folder in Directory.EnumerateDirectories(_rootPath, _folder, folders).ToArray())
            {
                Directory.Delete(folder, recursive: true);
                if (!Directory.EnumerateFileSystemEntries(Path.GetDirectoryName(folder)!).Any())
                {
                    Directory.Delete(Path.GetDirectoryName(folder)!);
                }
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // What stays lies in obj, which the next clean removes.
        }
    }
}
