using System.Buffers.Binary;

namespace AutonomousSdlc.Simulation.Traces;

/// <summary>
/// A file of one gzip member. <see cref="System.IO.Compression.GZipStream"/> takes the end of a truncated file for the end of
/// its content, so completeness is checked against the length that gzip stores in its last four bytes (RFC 1952, ISIZE).
/// </summary>
internal sealed class GzipFile : IDisposable
{
    // Ten bytes of header, two of an empty deflate block, eight of trailer.
    private const int SmallestMember = 20;

    private readonly string _path;
    private readonly uint _storedLength;

    private GzipFile(string path, FileStream stream)
    {
        _path = path;
        Stream = stream;
        Span<byte> bytes = stackalloc byte[4];
        var read = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        if (read == 0)
        {
            throw new TraceFormatException(path, "is empty; expected gzip of little-endian 64-bit keys.");
        }

        if (read < 2 || bytes[0] != 0x1F || bytes[1] != 0x8B)
        {
            throw new TraceFormatException(path, "is not gzip (its first bytes are not 1F 8B); expected gzip of little-endian 64-bit keys.");
        }

        if (stream.Length < SmallestMember)
        {
            throw new TraceFormatException(path, $"is truncated: {stream.Length} bytes are shorter than any gzip file; fetch or record it again.");
        }

        stream.Seek(-sizeof(uint), SeekOrigin.End);
        stream.ReadExactly(bytes);
        _storedLength = BinaryPrimitives.ReadUInt32LittleEndian(bytes);
        stream.Position = 0;
    }

    /// <summary>The compressed bytes from the start.</summary>
    public FileStream Stream { get; }

    public static GzipFile Open(string path)
    {
        FileStream? stream = null;
        try
        {
            stream = File.OpenRead(path);
            return new GzipFile(path, stream);
        }
        catch (Exception error)
        {
            stream?.Dispose();
            if (error is IOException or UnauthorizedAccessException or NotSupportedException)
            {
                throw new TraceFormatException(path, $"cannot be read ({error.Message}).", error);
            }

            throw;
        }
    }

    /// <summary>Compares the decompressed length with the one stored at the end of the file.</summary>
    public void RequireComplete(long decompressedLength)
    {
        if ((uint)decompressedLength != _storedLength)
        {
            throw new TraceFormatException(_path, $"is truncated or joined from several files: it decompresses to {decompressedLength} bytes but ends with a length of {_storedLength}; fetch or record it again.");
        }
    }

    public void Dispose() => Stream.Dispose();
}
