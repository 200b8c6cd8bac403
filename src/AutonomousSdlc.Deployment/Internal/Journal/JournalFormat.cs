using System.Buffers.Binary;
using System.Text.Json;

namespace AutonomousSdlc.Deployment.Internal.Journal;

/// <summary>
/// Bytes of a journal. File: magic (8), format version (4), CRC-32C of these 12 (4), then records. Record: payload length
/// (4), kind (1), zeros (3), CRC-32C of these 8 (4), payload (JSON, UTF-8), CRC-32C of the payload (4). Little-endian.
/// </summary>
/// <remarks>
/// The record's head has a CRC of its own, so that a flipped bit in a length is corruption and not mistaken for a torn
/// tail, which would drop every record behind it.
/// </remarks>
internal static class JournalFormat
{
    public const int Version = 1;
    public const int HeaderLength = 16;
    public const int RecordHeadLength = 12;
    public const int RecordTailLength = 4;
    public const int MaximumPayloadLength = 1024 * 1024;
    public const long MaximumFileLength = 256L * 1024 * 1024;

    public static ReadOnlySpan<byte> Magic => "ASDLCDJ1"u8;

    public static byte[] EncodeHeader()
    {
        var header = new byte[HeaderLength];
        Magic.CopyTo(header);
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(8), Version);
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(12), Crc32C.Compute(header.AsSpan(0, 12)));
        return header;
    }

    public static byte[] Encode(JournalRecord record)
    {
        var payload = JsonSerializer.SerializeToUtf8Bytes(record.Entry, JournalJsonContext.Default.JournalEntry);
        if (payload.Length > MaximumPayloadLength)
        {
            throw new DeploymentException(
                $"A journal record of {payload.Length} bytes exceeds the limit of {MaximumPayloadLength} bytes. Shorten the reasons that gates and targets return.");
        }

        var bytes = new byte[RecordHeadLength + payload.Length + RecordTailLength];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, payload.Length);
        bytes[4] = (byte)record.Kind;
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(8), Crc32C.Compute(bytes.AsSpan(0, 8)));
        payload.CopyTo(bytes.AsSpan(RecordHeadLength));
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(RecordHeadLength + payload.Length), Crc32C.Compute(payload));
        return bytes;
    }
}
