namespace AutonomousSdlc.Deployment.Forwarder.Internal;

/// <summary>Directories that nobody but their owner can enter.</summary>
internal static class OwnerOnlyDirectory
{
    public const UnixFileMode Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>Makes a missing directory; the mode of an existing one stays.</summary>
    public static void EnsureExists(string directory)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(directory);
        }
        else
        {
            Directory.CreateDirectory(directory, Mode);
        }
    }
}
