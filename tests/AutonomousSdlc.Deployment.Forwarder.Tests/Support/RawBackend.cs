using System.Net;
using System.Net.Sockets;
using System.Text;

namespace AutonomousSdlc.Deployment.Forwarder.Tests.Support;

/// <summary>A server that answers the head of every request with fixed bytes, right or wrong, and closes the connection.</summary>
internal sealed class RawBackend : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Task _serving;
    private int _connections;

    private RawBackend(Func<Stream, Task> serve)
    {
        _listener.Start();
        Address = new Uri($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/");
        _serving = ServeAsync(serve);
    }

    public Uri Address { get; }

    public int Connections => Volatile.Read(ref _connections);

    public static Task<RawBackend> StartAsync(string answer) =>
        StartAsync(async stream =>
        {
            await ReadHeadAsync(stream);
            await stream.WriteAsync(Encoding.Latin1.GetBytes(answer));
        });

    public static Task<RawBackend> StartAsync(Func<Stream, Task> serve) => Task.FromResult(new RawBackend(serve));

    public static async Task<string> ReadHeadAsync(Stream stream)
    {
        var head = new StringBuilder();
        var one = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal) && await stream.ReadAsync(one) == 1)
        {
            head.Append((char)one[0]);
        }

        return head.ToString();
    }

    public async ValueTask DisposeAsync()
    {
        _listener.Dispose();
        await _serving;
    }

    private async Task ServeAsync(Func<Stream, Task> serve)
    {
        try
        {
            while (true)
            {
                using var client = await _listener.AcceptTcpClientAsync();
                Interlocked.Increment(ref _connections);
                var stream = client.GetStream();
                await using (stream)
                {
                    await serve(stream);
                }
            }
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException or IOException)
        {
            // Stopped, or the peer left.
        }
    }
}
