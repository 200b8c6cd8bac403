using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ResilienceSample;

/// <summary>A real HTTP server on the loopback interface that answers with an exchange rate, or fails on command.</summary>
internal sealed class RateServer : IAsyncDisposable
{
    private readonly HttpListener _listener = new();
    private readonly Task _loop;
    private int _requests;

    public RateServer()
    {
        Address = new Uri($"http://127.0.0.1:{FreePort()}/");
        _listener.Prefixes.Add(Address.AbsoluteUri);
        _listener.Start();
        _loop = ServeAsync();
    }

    public Uri Address { get; }

    /// <summary>While true, every request is answered with 500.</summary>
    public bool IsBroken { get; set; }

    /// <summary>Requests that reached the server.</summary>
    public int Requests => Volatile.Read(ref _requests);

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        await _loop;
        _listener.Close();
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    private async Task ServeAsync()
    {
        while (_listener.IsListening)
        {
            HttpListenerContext context;
            try
            {
                context = await _listener.GetContextAsync();
            }
            catch (Exception exception) when (exception is HttpListenerException or ObjectDisposedException)
            {
                // The listener was stopped.
                return;
            }

            var number = Interlocked.Increment(ref _requests);
            context.Response.StatusCode = IsBroken ? 500 : 200;
            context.Response.Close(Encoding.UTF8.GetBytes(IsBroken ? "broken" : $"1.{number % 10}"), willBlock: false);
        }
    }
}
