using System.Runtime.InteropServices;
using System.Text;

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

        var descriptor = Open(directory);
        if (descriptor < 0)
        {
            throw new IOException($"Directory '{directory}' cannot be opened: error {Marshal.GetLastSystemError()}.");
        }

        // File systems that cannot sync a directory (some network and overlay ones) say EINVAL: there is nothing to be done.
        _ = Sync(descriptor);
        _ = Close(descriptor);
    }

    private static unsafe int Open(string directory)
    {
        fixed (byte* path = Encoding.UTF8.GetBytes(directory + '\0'))
        {
            return Open(path, ReadOnly);
        }
    }

    // Only blittable arguments: the marshalling stub of a string has a local function without a body, on which coverlet 8.0.1
    // fails, and with it the coverage of the whole assembly.
    [LibraryImport("libc", EntryPoint = "open")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static unsafe partial int Open(byte* path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Sync(int descriptor);

    [LibraryImport("libc", EntryPoint = "close")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Close(int descriptor);
}
