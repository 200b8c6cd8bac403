using System.Net;

namespace ClosedLoop.Cluster;

/// <summary>The store behind the service: a real HTTP server that takes its time for every item.</summary>
internal sealed class SlowStore : IAsyncDisposable
{
    private static readonly TimeSpan ServiceTime = TimeSpan.FromMilliseconds(20);

    private readonly WebApplication _app;
    private long _loads;

    private SlowStore(TimeProvider timeProvider)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        _app = builder.Build();
        _app.MapGet("/items/{key}", async (string key, CancellationToken cancellationToken) =>
        {
            Interlocked.Increment(ref _loads);
            await Task.Delay(ServiceTime, timeProvider, cancellationToken);
            return Results.Text($"item {key}");
        });
    }

    /// <summary>Items loaded so far.</summary>
    public long Loads => Interlocked.Read(ref _loads);

    public Uri Address => new(_app.Urls.First());

    public static async Task<SlowStore> StartAsync(TimeProvider timeProvider, CancellationToken cancellationToken)
    {
        var store = new SlowStore(timeProvider);
        await store._app.StartAsync(cancellationToken);
        return store;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
