using System.Globalization;
using System.Net;
using AutonomousSdlc.Caching;
using AutonomousSdlc.Resilience;
using ClosedLoop.Service;

ServiceSettings settings;
try
{
    settings = ServiceSettings.Read(Environment.GetEnvironmentVariable);
}
catch (FormatException error)
{
    await Console.Error.WriteLineAsync($"This worker is started by the closed-loop sample. {error.Message}");
    return 2;
}

var builder = WebApplication.CreateSlimBuilder(args);
builder.Logging.ClearProviders();
builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, settings.Port));
builder.Services.AddSingleton(settings);
builder.Services.AddSingleton(TimeProvider.System);
builder.Services.AddAdaptiveCache<ulong, string>("items", options => options.Capacity = settings.CacheCapacity);
builder.Services.AddResilienceGuard("store");
builder.Services.AddSingleton<IStore>(services => new HttpStore(
    new HttpClient { BaseAddress = settings.Store },
    services.GetRequiredKeyedService<IResilienceGuard>("store")));
builder.Services.AddSingleton(services => new PageService(
    settings,
    services.GetRequiredKeyedService<IAdaptiveCache<ulong, string>>("items"),
    services.GetRequiredService<IStore>(),
    services.GetRequiredService<TimeProvider>()));

await using var app = builder.Build();
var pages = app.Services.GetRequiredService<PageService>();

app.MapGet("/ready", () => Results.Ok());
app.MapGet("/page", async (HttpContext context) =>
{
    if (!PageKeys.TryParse(context.Request.Query["items"], out var keys))
    {
        return Results.BadRequest();
    }

    context.Response.Headers["X-Version"] = settings.Version;
    context.Response.Headers["X-Worker"] = settings.Worker;
    return await pages.AnswerAsync(keys, context.RequestAborted)
        ? Results.Text(keys.Length.ToString(CultureInfo.InvariantCulture))
        : Results.StatusCode(StatusCodes.Status500InternalServerError);
});
app.MapGet("/statistics", () => Results.Json(pages.Statistics(), WorkerJson.Default.WorkerStatistics));
app.MapPost("/slowdown/{factor:double}", (double factor) =>
{
    pages.Slowdown = factor;
    return Results.NoContent();
});

await app.RunAsync();
return 0;
