using System.Collections.Concurrent;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.Logging;

namespace AutonomousSdlc.Scaling.Http.Tests;

/// <summary>A Kestrel server on a free loopback port (or a Unix socket) that answers with its name unless told otherwise.</summary>
internal sealed class TestNode : IAsyncDisposable
{
    private readonly WebApplication _app;
    private int _requests;

    private TestNode(string name, RequestDelegate? handler, Action<KestrelServerOptions> listen)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(listen);
        _app = builder.Build();
        _app.UseWebSockets();
        _app.Run(async context =>
        {
            Interlocked.Increment(ref _requests);
            Hosts.Enqueue(context.Request.Host.Value ?? string.Empty);
            await (handler ?? (other => other.Response.WriteAsync(name)))(context);
        });
        Id = name;
    }

    public string Id { get; }

    public Uri Address { get; private set; } = new("http://unknown");

    public int Requests => Volatile.Read(ref _requests);

    public ConcurrentQueue<string> Hosts { get; } = new();

    public NodeDescriptor Descriptor => new(Id, Address);

    public static Task<TestNode> StartAsync(string name, RequestDelegate? handler = null) =>
        StartAsync(new TestNode(name, handler, static kestrel => kestrel.Listen(System.Net.IPAddress.Loopback, 0)), address: null);

    public static Task<TestNode> StartOnUnixSocketAsync(string name, string path) =>
        StartAsync(new TestNode(name, handler: null, kestrel => kestrel.ListenUnixSocket(path)), new Uri($"unix://{path}"));

    /// <summary>Speaks TLS with one certificate and notes the names that clients ask for.</summary>
    public static Task<TestNode> StartSecureAsync(string name, X509Certificate2 certificate, ConcurrentQueue<string?> names) =>
        StartAsync(
            new TestNode(name, handler: null, kestrel => kestrel.Listen(System.Net.IPAddress.Loopback, 0, listen => listen.UseHttps(new HttpsConnectionAdapterOptions
            {
                ServerCertificateSelector = (_, asked) =>
                {
                    names.Enqueue(asked);
                    return certificate;
                },
            }))),
            address: null);

    /// <summary>Breaks all connections and refuses new ones, like a process that was killed.</summary>
    public async Task KillAsync()
    {
        using var now = new CancellationTokenSource();
        await now.CancelAsync();
        await _app.StopAsync(now.Token);
        await _app.DisposeAsync();
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static async Task<TestNode> StartAsync(TestNode node, Uri? address)
    {
        await node._app.StartAsync();
        node.Address = address ?? new Uri(node._app.Urls.Single());
        return node;
    }
}
