using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace LoadBalancing;

/// <summary>A web server that answers with its name after a while.</summary>
internal sealed class Server : IAsyncDisposable
{
    private readonly WebApplication _app;

    private Server(string name, WebApplication app)
    {
        Name = name;
        _app = app;
        Address = new Uri(app.Urls.Single());
    }

    public string Name { get; }

    public Uri Address { get; }

    public static async Task<Server> StartAsync(string name, TimeSpan delay)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.Run(async context =>
        {
            await Task.Delay(delay, TimeProvider.System, context.RequestAborted);
            await context.Response.WriteAsync(name);
        });
        await app.StartAsync();
        return new Server(name, app);
    }

    /// <summary>Breaks every connection, as when the process dies.</summary>
    public async Task KillAsync()
    {
        using var now = new CancellationTokenSource();
        await now.CancelAsync();
        await _app.StopAsync(now.Token);
        await _app.DisposeAsync();
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
