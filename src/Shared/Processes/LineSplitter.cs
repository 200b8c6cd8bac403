using System.Text;

namespace AutonomousSdlc.Shared.Processes;

/// <summary>Cuts a stream of UTF-8 bytes into lines of bounded length. Invalid bytes become U+FFFD.</summary>
internal sealed class LineSplitter(Action<string> line, int maxLength)
{
    private readonly Decoder _decoder = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false).GetDecoder();
    private readonly StringBuilder _current = new();
    private readonly char[] _characters = new char[4096];

    public void Push(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            _decoder.Convert(bytes, _characters, flush: false, out var used, out var produced, out _);
            bytes = bytes[used..];
            Take(_characters.AsSpan(0, produced));
        }
    }

    /// <summary>Delivers what follows the last line break, if anything.</summary>
    public void Complete()
    {
        if (_current.Length > 0)
        {
            Emit();
        }
    }

    private void Take(ReadOnlySpan<char> text)
    {
        while (!text.IsEmpty)
        {
            var end = text.IndexOf('\n');
            var part = end < 0 ? text : text[..end];
            _current.Append(part[..Math.Min(part.Length, maxLength - _current.Length)]);
            if (end < 0)
            {
                return;
            }

            Emit();
            text = text[(end + 1)..];
        }
    }

    private void Emit()
    {
        if (_current.Length > 0 && _current[^1] == '\r')
        {
            _current.Length--;
        }

        var text = _current.ToString();
        _current.Clear();
        line(text);
    }
}
