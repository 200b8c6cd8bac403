using System.Net;
using System.Net.Sockets;
using System.Text;

namespace AutonomousSdlc.Deployment.Forwarder.Tests.Support;

/// <summary>Sends exactly the bytes of a test and reads what comes back.</summary>
internal sealed class RawClient : IDisposable
{
    private readonly TcpClient _client = new();
    private readonly byte[] _buffer = new byte[64 * 1024];

    private RawClient()
    {
    }

    public static async Task<RawClient> ConnectAsync(Uri address)
    {
        var raw = new RawClient();
        await raw._client.ConnectAsync(IPAddress.Loopback, address.Port);
        return raw;
    }

    /// <summary>Sends one request that asks to close, and reads to the end.</summary>
    public static async Task<string> ExchangeAsync(Uri address, string request)
    {
        using var raw = await ConnectAsync(address);
        await raw.SendAsync(request);
        return await raw.ReadToEndAsync();
    }

    public async Task SendAsync(string text) => await _client.GetStream().WriteAsync(Encoding.Latin1.GetBytes(text));

    public async Task<string> ReadToEndAsync()
    {
        var text = new StringBuilder();
        while (await ReadAsync() is { Length: > 0 } part)
        {
            text.Append(part);
        }

        return text.ToString();
    }

    /// <summary>Reads until the text so far holds <paramref name="marker"/>.</summary>
    public async Task<string> ReadUntilAsync(string marker)
    {
        var text = new StringBuilder();
        while (!text.ToString().Contains(marker, StringComparison.Ordinal))
        {
            var part = await ReadAsync();
            if (part.Length == 0)
            {
                throw new EndOfStreamException($"The connection ended before \"{marker}\" came: {text}");
            }

            text.Append(part);
        }

        return text.ToString();
    }

    public void Dispose() => _client.Dispose();

    private async Task<string> ReadAsync()
    {
        try
        {
            var read = await _client.GetStream().ReadAsync(_buffer).AsTask().WithinDeadlineAsync();
            return Encoding.Latin1.GetString(_buffer, 0, read);
        }
        catch (IOException)
        {
            return "";
        }
    }
}
