using AutonomousSdlc.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AutonomousSdlc.Scaling.Http.Tests;

/// <summary>A balancer over test nodes and a client of the logical address <c>http://orders/</c>.</summary>
internal sealed class TestClient : IAsyncDisposable
{
    private readonly ServiceProvider _provider;
    private readonly LoadBalancingHandler _handler;

    public TestClient(IEnumerable<TestNode> nodes, Action<LoadBalancingHandlerOptions>? configure = null, TimeProvider? time = null, string? policy = null)
    {
        _provider = new ServiceCollection()
            .AddLoadBalancer(Name, balancer => balancer.UsePolicy(policy ?? BalancingPolicies.RoundRobin))
            .BuildServiceProvider();
        Balancer = _provider.GetRequiredKeyedService<ILoadBalancer>(Name);
        foreach (var node in nodes)
        {
            Balancer.Registry.Register(node.Descriptor);
        }

        var options = new LoadBalancingHandlerOptions();
        configure?.Invoke(options);
        _handler = new LoadBalancingHandler(Balancer, options, time, Logs.CreateLogger<LoadBalancingHandler>());
        Invoker = new HttpMessageInvoker(_handler, disposeHandler: false);
        Client = new HttpClient(_handler, disposeHandler: false) { BaseAddress = new Uri("http://orders/") };
    }

    public string Name { get; } = $"orders-{Guid.NewGuid():N}";

    public LogRecorder Logs { get; } = new();

    public ILoadBalancer Balancer { get; }

    public HttpClient Client { get; }

    public HttpMessageInvoker Invoker { get; }

    public long InFlight => Balancer.GetMetrics().InFlight;

    public NodeState State(string id) => Balancer.Registry.Current.Find(id).ShouldNotBeNull().State;

    public Task<HttpResponseMessage> SendHeadAsync(HttpMethod method, string path, HttpContent? content = null, bool? mayRetry = null, CancellationToken cancellationToken = default)
    {
        var request = new HttpRequestMessage(method, path) { Content = content };
        if (mayRetry is { } may)
        {
            request.Options.Set(LoadBalancingRequest.MayRetry, may);
        }

        return Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
    }

    public ValueTask DisposeAsync()
    {
        Client.Dispose();
        Invoker.Dispose();
        _handler.Dispose();
        return _provider.DisposeAsync();
    }
}
