using System.Net;
using System.Net.Sockets;
using System.Text;

namespace AutonomousSdlc.Scaling.Tests.Processes;

/// <summary>Answers one request after the other with the given statuses, and repeats the last one.</summary>
internal sealed class ScriptedServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Task _serving;

    public ScriptedServer(params string[] statuses)
    {
        _listener.Start();
        _serving = ServeAsync(statuses);
    }

    public Uri Url => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/ready");

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        await _serving;
        _listener.Dispose();
    }

    private async Task ServeAsync(string[] statuses)
    {
        try
        {
            for (var i = 0; ; i++)
            {
                using var client = await _listener.AcceptTcpClientAsync();
                var stream = client.GetStream();
                if (await stream.ReadAsync(new byte[4096]) > 0)
                {
                    var status = statuses[Math.Min(i, statuses.Length - 1)];
                    await stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 {status}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"));
                }
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException or IOException)
        {
            // Disposed.
        }
    }
}
