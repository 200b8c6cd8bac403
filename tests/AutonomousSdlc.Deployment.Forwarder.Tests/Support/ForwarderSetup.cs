using AutonomousSdlc.Testing;

namespace AutonomousSdlc.Deployment.Forwarder.Tests.Support;

/// <summary>A started forwarder with a client and short ways to change its traffic.</summary>
internal sealed class ForwarderSetup : IAsyncDisposable
{
    private long _generation;

    private ForwarderSetup(KestrelForwarder forwarder, LogRecorder logs)
    {
        Forwarder = forwarder;
        Logs = logs;
    }

    public KestrelForwarder Forwarder { get; }

    public LogRecorder Logs { get; }

    public HttpClient Client { get; private set; } = null!;

    public ITrafficRouter Router => Forwarder.Router;

    public static async Task<ForwarderSetup> StartAsync(Action<ForwarderOptions>? configure = null, TimeProvider? time = null, string name = "")
    {
        var options = new ForwarderOptions { ShutdownTimeout = TimeSpan.FromSeconds(2) };
        configure?.Invoke(options);
        var logs = new LogRecorder();
        var setup = new ForwarderSetup(new KestrelForwarder(options, name, time, logs), logs);
        await setup.Forwarder.StartAsync();
        setup.Client = new HttpClient(new SocketsHttpHandler { UseProxy = false, UseCookies = false, AllowAutoRedirect = false })
        {
            BaseAddress = setup.Forwarder.Address,
            Timeout = TimeSpan.FromSeconds(30),
        };
        return setup;
    }

    /// <summary>A forwarder whose slot blue is served by the given backends.</summary>
    public static async Task<ForwarderSetup> InFrontOfAsync(Backend backend, Action<ForwarderOptions>? configure = null, TimeProvider? time = null)
    {
        var setup = await StartAsync(configure, time);
        await setup.RouteAsync("blue", backend.Address);
        return setup;
    }

    public ValueTask RouteAsync(string slot, params Uri[] endpoints) =>
        ChangeAsync([(slot, TrafficChange.FullWeight)], [(slot, endpoints)]);

    public ValueTask WeighAsync(params (string Slot, int Weight)[] weights) => ChangeAsync(weights, []);

    public ValueTask ChangeAsync((string Slot, int Weight)[] weights, (string Slot, Uri[] Endpoints)[] endpoints) =>
        Router.SetWeightsAsync(Changes.Of(1, ++_generation, weights, endpoints));

    public Task<HttpResponseMessage> GetAsync(string path = "/", HttpCompletionOption completion = HttpCompletionOption.ResponseContentRead) =>
        Client.GetAsync(new Uri(path, UriKind.Relative), completion);

    public async Task<string> GetTextAsync(string path = "/")
    {
        using var response = await GetAsync(path);
        return await response.Content.ReadAsStringAsync();
    }

    public async Task<SlotTraffic> ObserveAsync(string slot) => (await Router.ObserveAsync()).Slots[slot];

    public async ValueTask DisposeAsync()
    {
        Client?.Dispose();
        await Forwarder.DisposeAsync();
    }
}
