using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;

namespace AutonomousSdlc.Deployment.Forwarder.Tests.Support;

/// <summary>A real HTTP server on a free loopback port.</summary>
internal sealed class Backend : IAsyncDisposable
{
    private readonly WebApplication _app;

    private Backend(WebApplication app)
    {
        _app = app;
        Address = new Uri(app.Urls.First());
    }

    public Uri Address { get; }

    public static async Task<Backend> StartAsync(RequestDelegate handler, HttpProtocols protocols = HttpProtocols.Http1, int port = 0)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(server =>
        {
            server.AddServerHeader = false;
            server.Limits.MaxRequestBodySize = null;
            server.Listen(IPAddress.Loopback, port, listen => listen.Protocols = protocols);
        });
        var app = builder.Build();
        app.UseWebSockets();
        app.Run(handler);
        await app.StartAsync();
        return new Backend(app);
    }

    /// <summary>A server that answers every request with the same text.</summary>
    public static Task<Backend> SayingAsync(string text) => StartAsync(context => context.Response.WriteAsync(text));

    /// <summary>Cuts every connection without waiting, as a killed process would.</summary>
    public async Task KillAsync()
    {
        using var now = new CancellationTokenSource();
        await now.CancelAsync();
        await _app.StopAsync(now.Token);
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        await _app.DisposeAsync();
    }
}
