using System.Buffers.Binary;
using System.Text.Json;

namespace AutonomousSdlc.Deployment.Internal.Journal;

/// <summary>Reads the bytes of a journal strictly: a torn tail is where the last writer stopped, everything else is an error.</summary>
/// <remarks>
/// A torn tail is a record of which bytes are missing at the end of the file, or an end of nothing but zeros (file systems
/// may extend a file before its content arrives). A complete record whose CRC is wrong was damaged after it was written,
/// also when it is the last one.
/// </remarks>
internal static class JournalReader
{
    private const string DamageRemedy =
        "The file was damaged after it was written. Restore it from a backup, or move it away and start with an empty history; the running slots are not touched.";

    public static JournalContent Parse(ReadOnlySpan<byte> bytes, string path)
    {
        if (!CheckHeader(bytes, path))
        {
            return new JournalContent([], ValidLength: 0, bytes.Length);
        }

        var records = new List<JournalRecord>();
        var offset = JournalFormat.HeaderLength;
        while (offset < bytes.Length && TryReadRecord(bytes, offset, path, out var record, out var next))
        {
            records.Add(record);
            offset = next;
        }

        return new JournalContent(records, offset, bytes.Length);
    }

    /// <returns><see langword="false"/> when the file ends inside a header that is right so far.</returns>
    private static bool CheckHeader(ReadOnlySpan<byte> bytes, string path)
    {
        var magic = bytes[..Math.Min(bytes.Length, JournalFormat.Magic.Length)];
        if (bytes.Length < JournalFormat.HeaderLength && (IsZero(bytes) || JournalFormat.EncodeHeader().AsSpan().StartsWith(bytes)))
        {
            return false;
        }

        if (!magic.SequenceEqual(JournalFormat.Magic))
        {
            throw new DeploymentJournalException(
                path, 0, "this is not a deployment journal.", "Move the file away, or choose another DeploymentOptions.StateDirectory.");
        }

        if (bytes.Length < JournalFormat.HeaderLength
            || BinaryPrimitives.ReadUInt32LittleEndian(bytes[12..]) != Crc32C.Compute(bytes[..12]))
        {
            throw new DeploymentJournalException(path, 8, "the checksum of the file's head is wrong.", DamageRemedy);
        }

        var version = BinaryPrimitives.ReadInt32LittleEndian(bytes[8..]);
        return version == JournalFormat.Version
            ? true
            : throw new DeploymentJournalException(
                path,
                8,
                $"format version {version} is not {JournalFormat.Version}, the only one that this release reads.",
                "Use the release of AutonomousSdlc.Deployment that wrote the journal, or a later one.");
    }

    private static bool TryReadRecord(ReadOnlySpan<byte> bytes, int offset, string path, out JournalRecord record, out int next)
    {
        record = default;
        next = offset;
        var rest = bytes[offset..];
        if (rest.Length < JournalFormat.RecordHeadLength || IsZero(rest))
        {
            return false;
        }

        if (BinaryPrimitives.ReadUInt32LittleEndian(rest[8..]) != Crc32C.Compute(rest[..8]))
        {
            throw new DeploymentJournalException(path, offset, "the checksum of a record's head is wrong.", DamageRemedy);
        }

        var length = BinaryPrimitives.ReadInt32LittleEndian(rest);
        if (length is < 0 or > JournalFormat.MaximumPayloadLength)
        {
            throw new DeploymentJournalException(path, offset, $"a record claims {length} bytes; at most {JournalFormat.MaximumPayloadLength} are allowed.", DamageRemedy);
        }

        if (rest.Length < JournalFormat.RecordHeadLength + length + JournalFormat.RecordTailLength)
        {
            return false;
        }

        var payload = rest.Slice(JournalFormat.RecordHeadLength, length);
        if (BinaryPrimitives.ReadUInt32LittleEndian(rest[(JournalFormat.RecordHeadLength + length)..]) != Crc32C.Compute(payload))
        {
            throw new DeploymentJournalException(path, offset, "the checksum of a record is wrong.", DamageRemedy);
        }

        record = new JournalRecord(ReadKind(rest[4], offset, path), ReadEntry(payload, offset, path));
        next = offset + JournalFormat.RecordHeadLength + length + JournalFormat.RecordTailLength;
        return true;
    }

    private static JournalKind ReadKind(byte value, int offset, string path) =>
        value is >= (byte)JournalKind.Intent and <= (byte)JournalKind.Final
            ? (JournalKind)value
            : throw new DeploymentJournalException(
                path, offset, $"record kind {value} is unknown.", "Use the release of AutonomousSdlc.Deployment that wrote the journal, or a later one.");

    private static JournalEntry ReadEntry(ReadOnlySpan<byte> payload, int offset, string path)
    {
        try
        {
            return JsonSerializer.Deserialize(payload, JournalJsonContext.Default.JournalEntry)
                ?? throw new JsonException("The payload is null.");
        }
        catch (JsonException exception)
        {
            throw new DeploymentJournalException(
                path,
                offset,
                $"a record cannot be understood: {exception.Message}",
                "Use the release of AutonomousSdlc.Deployment that wrote the journal, or a later one.",
                exception);
        }
    }

    private static bool IsZero(ReadOnlySpan<byte> bytes) => bytes.IndexOfAnyExcept((byte)0) < 0;
}
