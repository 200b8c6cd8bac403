using System.Buffers;
using System.Buffers.Binary;
using System.IO.Compression;

namespace AutonomousSdlc.Simulation.Traces;

/// <summary>
/// Reads traces of the form gzip(little-endian uint64 key per request, in order), streamed through one buffer.
/// </summary>
public static class TraceReader
{
    /// <summary>The ending of a trace's file name.</summary>
    public const string Extension = ".u64.gz";

    /// <summary>Requests read at most unless the caller says otherwise: 400 MB decompressed.</summary>
    public const int DefaultMaximumRequests = 50_000_000;

    private const int BufferLength = 64 * 1024;

    /// <summary>Reads a whole trace, its keys numbered densely in order of first appearance.</summary>
    /// <param name="path">The file; its name without <see cref="Extension"/> becomes the trace's name.</param>
    /// <param name="maximumRequests">More requests than this are an error, so that a crafted file cannot fill memory.</param>
    /// <exception cref="TraceFormatException">The file is not a trace.</exception>
    public static DenseTrace Read(string path, int maximumRequests = DefaultMaximumRequests)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maximumRequests);
        var builder = new DenseTraceBuilder();
        foreach (var key in ReadKeys(path))
        {
            if (builder.Count == maximumRequests)
            {
                throw new TraceFormatException(path, $"holds more than {maximumRequests} requests, the most that is read; cut it into shorter traces.");
            }

            builder.Add(key);
        }

        return builder.Build(NameOf(path));
    }

    /// <summary>Streams the keys of a trace; whether the file is complete is known, and said, only at its end.</summary>
    /// <exception cref="TraceFormatException">The file is not a trace; thrown while enumerating.</exception>
    public static IEnumerable<ulong> ReadKeys(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return Enumerate(path);
    }

    /// <summary>The trace's name: its file name without <see cref="Extension"/>.</summary>
    public static string NameOf(string path)
    {
        var name = Path.GetFileName(path);
        return name.EndsWith(Extension, StringComparison.OrdinalIgnoreCase) ? name[..^Extension.Length] : name;
    }

    private static IEnumerable<ulong> Enumerate(string path)
    {
        using var file = GzipFile.Open(path);
        using var gzip = new GZipStream(file.Stream, CompressionMode.Decompress);
        var buffer = ArrayPool<byte>.Shared.Rent(BufferLength);
        try
        {
            long total = 0;
            while (true)
            {
                var read = Fill(path, gzip, buffer);
                var whole = read - (read % sizeof(ulong));
                for (var offset = 0; offset < whole; offset += sizeof(ulong))
                {
                    yield return BinaryPrimitives.ReadUInt64LittleEndian(buffer.AsSpan(offset));
                }

                total += read;
                if (read < BufferLength)
                {
                    break;
                }
            }

            file.RequireComplete(total);
            RequireWholeKeys(path, total);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static void RequireWholeKeys(string path, long total)
    {
        if (total == 0)
        {
            throw new TraceFormatException(path, "holds no request; a trace needs at least one 64-bit key.");
        }

        if (total % sizeof(ulong) != 0)
        {
            throw new TraceFormatException(path, $"decompresses to {total} bytes, which is not a multiple of 8; every request is one little-endian 64-bit key.");
        }
    }

    private static int Fill(string path, GZipStream gzip, byte[] buffer)
    {
        try
        {
            return gzip.ReadAtLeast(buffer.AsSpan(0, BufferLength), BufferLength, throwOnEndOfStream: false);
        }
        catch (Exception error) when (error is InvalidDataException or IOException)
        {
            throw new TraceFormatException(path, $"is truncated or damaged ({error.Message.TrimEnd('.')}); fetch or record it again.", error);
        }
    }
}
