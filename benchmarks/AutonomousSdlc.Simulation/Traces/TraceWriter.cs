using System.Buffers.Binary;
using System.IO.Compression;

namespace AutonomousSdlc.Simulation.Traces;

/// <summary>Writes traces in the form that <see cref="TraceReader"/> reads.</summary>
public static class TraceWriter
{
    private const int KeysPerWrite = 8192;

    /// <summary>Writes the keys in order, one little-endian 64-bit value each, compressed with gzip.</summary>
    /// <param name="path">Replaced when it exists.</param>
    /// <param name="keys">One key per request; at least one, because an empty trace is unreadable.</param>
    /// <returns>The number of requests written.</returns>
    /// <exception cref="ArgumentException"><paramref name="keys"/> is empty.</exception>
    public static long Write(string path, IEnumerable<ulong> keys)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(keys);
        using var source = keys.GetEnumerator();
        if (!source.MoveNext())
        {
            throw new ArgumentException("A trace needs at least one request.", nameof(keys));
        }

        using var file = File.Create(path);
        using var gzip = new GZipStream(file, CompressionLevel.SmallestSize);
        var buffer = new byte[KeysPerWrite * sizeof(ulong)];
        var used = 0;
        long written = 0;
        do
        {
            BinaryPrimitives.WriteUInt64LittleEndian(buffer.AsSpan(used), source.Current);
            used += sizeof(ulong);
            written++;
            if (used == buffer.Length)
            {
                gzip.Write(buffer);
                used = 0;
            }
        }
        while (source.MoveNext());

        gzip.Write(buffer.AsSpan(0, used));
        return written;
    }
}
