using System.Buffers;
using System.Text;

namespace AutonomousSdlc.Shared.Processes;

/// <summary>Keeps the first bytes of a stream and remembers whether there were more.</summary>
internal sealed class BoundedOutput(int maxBytes)
{
    private readonly ArrayBufferWriter<byte> _bytes = new();

    public bool Truncated { get; private set; }

    public void Append(ReadOnlyMemory<byte> chunk)
    {
        var room = maxBytes - _bytes.WrittenCount;
        Truncated |= chunk.Length > room;
        _bytes.Write(chunk.Span[..Math.Min(chunk.Length, room)]);
    }

    public override string ToString() => Encoding.UTF8.GetString(_bytes.WrittenSpan);
}
