using System.Net.Sockets;

namespace AutonomousSdlc.Deployment.Forwarder.Internal;

/// <summary>
/// The right of one process to listen on a control socket: a directory that only its owner can enter, a locked file beside
/// the socket, and no living listener.
/// </summary>
/// <remarks>
/// The directory closes the moment between bind and chmod in which the socket has the mode of the umask. The lock closes
/// the moment between looking for a listener and becoming one; the kernel frees it when the process ends, however it ends.
/// </remarks>
internal sealed class ControlSocketLease : IDisposable
{
    /// <summary>Longest path that every Unix accepts for a socket, in bytes.</summary>
    public const int MaximumPathBytes = 103;

    private readonly FileStream _lock;

    private ControlSocketLease(string path, FileStream @lock)
    {
        Path = path;
        _lock = @lock;
    }

    public string Path { get; }

    /// <exception cref="ForwarderException">The directory is open to others, or somebody listens.</exception>
    public static ControlSocketLease Acquire(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            throw new PlatformNotSupportedException("ControlSocket relies on Unix file modes, which Windows does not have. Run the forwarder in the orchestrator's process.");
        }

        var full = System.IO.Path.GetFullPath(path);
        EnsureOwnerOnly(System.IO.Path.GetDirectoryName(full)!);
        var @lock = Lock(full);
        try
        {
            RemoveStale(full);
            return new ControlSocketLease(full, @lock);
        }
        catch
        {
            @lock.Dispose();
            throw;
        }
    }

    /// <summary>Makes the socket readable and writable by its owner only; called when it was bound.</summary>
    public void Protect()
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(Path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
    }

    public void Dispose()
    {
        if (!_lock.SafeFileHandle.IsClosed)
        {
            File.Delete(Path);

            // The lock file stays: deleting it would let two processes lock two files of the same name.
            _lock.Dispose();
        }
    }

    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    private static void EnsureOwnerOnly(string directory)
    {
        OwnerOnlyDirectory.EnsureExists(directory);
        var mode = File.GetUnixFileMode(directory);
        if ((mode & ~OwnerOnlyDirectory.Mode) != UnixFileMode.None)
        {
            throw new ForwarderException(
                $"The directory of ControlSocket, \"{directory}\", is open to other users ({Convert.ToString((int)mode, 8)}); whoever can enter it could take over the traffic. "
                + $"Use a directory of its own with mode 700: chmod 700 \"{directory}\".");
        }
    }

    private static FileStream Lock(string path)
    {
        try
        {
            return new FileStream(path + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException error)
        {
            throw new ForwarderException($"Another forwarder takes orders on ControlSocket \"{path}\". Stop it, or give this one another socket.", error);
        }
    }

    private static void RemoveStale(string path)
    {
        if (!File.Exists(path))
        {
            return;
        }

        using var probe = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            probe.Connect(new UnixDomainSocketEndPoint(path));
        }
        catch (SocketException error) when (error.SocketErrorCode == SocketError.ConnectionRefused && IsSocket(path))
        {
            File.Delete(path);
            return;
        }
        catch (SocketException error)
        {
            throw new ForwarderException($"ControlSocket \"{path}\" exists and is not a socket that can be taken over ({error.Message}). Move the file away, or name another path.", error);
        }

        throw new ForwarderException($"Another program listens on ControlSocket \"{path}\". Stop it, or give this forwarder another socket.");
    }

    /// <summary>A socket cannot be opened as a file; anything that can be is somebody's data and is left alone.</summary>
    private static bool IsSocket(string path)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            return false;
        }
        catch (IOException)
        {
            return true;
        }
    }
}
