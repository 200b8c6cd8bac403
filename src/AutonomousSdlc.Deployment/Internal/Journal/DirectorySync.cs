using System.Runtime.InteropServices;

namespace AutonomousSdlc.Deployment.Internal.Journal;

/// <summary>Makes the creation or renaming of files in a directory durable.</summary>
/// <remarks>Windows has no such call for directories: NTFS journals its metadata itself.</remarks>
internal static partial class DirectorySync
{
    private const int ReadOnly = 0;

    public static void Flush(string directory)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var descriptor = Open(directory, ReadOnly);
        if (descriptor < 0)
        {
            throw new IOException($"Directory '{directory}' cannot be opened: error {Marshal.GetLastPInvokeError()}.");
        }

        // File systems that cannot sync a directory (some network and overlay ones) say EINVAL: there is nothing to be done.
        _ = Sync(descriptor);
        _ = Close(descriptor);
    }

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Sync(int descriptor);

    [LibraryImport("libc", EntryPoint = "close")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Close(int descriptor);
}
