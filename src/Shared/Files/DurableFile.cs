using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace AutonomousSdlc.Shared.Files;

/// <summary>Files whose new content is either wholly there after a crash or not at all.</summary>
internal static partial class DurableFile
{
    private const int ReadOnly = 0;

    /// <summary>
    /// Replaces the content of a file: a temporary file beside it is written and synchronised, then renamed over it, then
    /// the directory is synchronised, without which a crash could lose the rename. Readable by its owner only.
    /// </summary>
    /// <remarks>
    /// One writer at a time: the temporary file has a fixed name, so that a crash leaves at most one behind. On Windows the
    /// directory cannot be synchronised; the rename is atomic but may be lost by a power failure.
    /// </remarks>
    /// <param name="path">File to replace or make; its directory exists.</param>
    /// <param name="content">The whole new content.</param>
    /// <param name="cancellationToken">Stops before the rename.</param>
    public static async Task ReplaceAsync(string path, ReadOnlyMemory<byte> content, CancellationToken cancellationToken = default)
    {
        var full = Path.GetFullPath(path);
        var temporary = full + ".tmp";
        var options = new FileStreamOptions
        {
            Mode = FileMode.Create,
            Access = FileAccess.Write,
            Share = FileShare.None,
            Options = FileOptions.Asynchronous,
        };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        var stream = new FileStream(temporary, options);
        await using (stream.ConfigureAwait(false))
        {
            await stream.WriteAsync(content, cancellationToken).ConfigureAwait(false);
            await stream.FlushAsync(cancellationToken).ConfigureAwait(false);
            RandomAccess.FlushToDisk(stream.SafeFileHandle);
        }

        File.Move(temporary, full, overwrite: true);
        SynchroniseDirectory(Path.GetDirectoryName(full)!);
    }

    /// <summary>Makes names that were added to, removed from or changed in a directory survive a power failure.</summary>
    public static void SynchroniseDirectory(string directory)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        using var handle = Open(directory);

        // FlushToDisk ignores the file systems that cannot synchronise a directory.
        RandomAccess.FlushToDisk(handle);
    }

    /// <summary>The framework opens no directories, so the system does.</summary>
    private static unsafe SafeFileHandle Open(string directory)
    {
        fixed (byte* path = Encoding.UTF8.GetBytes(directory + '\0'))
        {
            var descriptor = Open(path, ReadOnly);
            return descriptor >= 0
                ? new SafeFileHandle(descriptor, ownsHandle: true)
                : throw new IOException($"Directory \"{directory}\" cannot be opened to synchronise it: {Marshal.GetPInvokeErrorMessage(Marshal.GetLastSystemError())}.");
        }
    }

    // Only blittable types: the coverage tool cannot read an assembly in which a stub of LibraryImport wraps the call.
    [LibraryImport("libc", EntryPoint = "open")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static unsafe partial int Open(byte* path, int flags);
}
