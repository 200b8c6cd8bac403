using System.Net;
using System.Net.Sockets;
using AutonomousSdlc.Scaling.Http.Internal;
using AutonomousSdlc.Testing;
using Microsoft.Extensions.Options;

namespace AutonomousSdlc.Scaling.Http.Tests;

public sealed class MisuseTests
{
    private static readonly Uri Root = new("http://orders/");

    [Fact]
    public async Task Without_nodes_the_exception_tells_why()
    {
        await using var client = new TestClient([]);
        var exception = await Should.ThrowAsync<HttpRequestException>(() => client.Client.GetStringAsync(Root));
        exception.HttpRequestError.ShouldBe(HttpRequestError.ConnectionError);
        exception.InnerException.ShouldBeOfType<NoNodeAvailableException>().Reason.ShouldBe(NoNodeReason.Empty);
    }

    [Fact]
    public async Task Schemes_must_agree()
    {
        await using var node = await TestNode.StartAsync("a");
        await using var client = new TestClient([node]);
        var exception = await Should.ThrowAsync<ScalingException>(() => client.Client.GetStringAsync(new Uri("https://orders/")));
        exception.Message.ShouldContain("http://orders");
        client.InFlight.ShouldBe(0);
        client.State("a").ShouldBe(NodeState.Healthy);
    }

    [Theory]
    [InlineData("http://127.0.0.1:80/base")]
    [InlineData("custom:somewhere")]
    public async Task Addresses_that_cannot_be_connected_to_are_named(string address)
    {
        await using var client = new TestClient([]);
        client.Balancer.Registry.Register(new NodeDescriptor("odd", new Uri(address)));
        (await Should.ThrowAsync<ScalingException>(() => client.Client.GetStringAsync(Root))).Message.ShouldContain("host and port without a path");
        client.InFlight.ShouldBe(0);
    }

    [Fact]
    public async Task Options_out_of_bounds_are_all_named()
    {
        await using var client = new TestClient([]);
        var exception = Should.Throw<OptionsValidationException>(() =>
        {
            var options = new LoadBalancingHandlerOptions { MaximumAttempts = 0, ConnectTimeout = TimeSpan.Zero, AttemptTimeout = TimeSpan.FromDays(2) };
            options.RetryBudget.Ratio = -1;
            using var handler = new LoadBalancingHandler(client.Balancer, options);
        });
        foreach (var name in new[] { "MaximumAttempts", "ConnectTimeout", "AttemptTimeout", "Ratio" })
        {
            exception.Message.ShouldContain(name);
        }
    }

    [Fact]
    public async Task A_disposed_handler_refuses()
    {
        await using var node = await TestNode.StartAsync("a");
        await using var client = new TestClient([node]);
        using var handler = new LoadBalancingHandler(client.Balancer);
        using var invoker = new HttpMessageInvoker(handler, disposeHandler: false);
        using (var request = new HttpRequestMessage(HttpMethod.Get, Root))
        using (await invoker.SendAsync(request, CancellationToken.None))
        {
        }

        handler.Dispose();
        using var late = new HttpRequestMessage(HttpMethod.Get, Root);
        await Should.ThrowAsync<ObjectDisposedException>(() => invoker.SendAsync(late, CancellationToken.None));
    }

    [Fact]
    public async Task A_judge_that_throws_leaves_nothing_in_flight()
    {
        await using var node = await TestNode.StartAsync("a");
        await using var client = new TestClient([node], static options => options.Judge = static _ => throw new InvalidOperationException("mine"));
        await Should.ThrowAsync<InvalidOperationException>(() => client.Client.GetStringAsync(Root));
        client.InFlight.ShouldBe(0);
    }

    [Fact]
    public async Task A_factory_that_throws_or_returns_nothing_leaves_nothing_in_flight()
    {
        await using var node = await TestNode.StartAsync("a");
        await using var client = new TestClient([node], static options => options.CreateHandler = static _ => null!);
        (await Should.ThrowAsync<ScalingException>(() => client.Client.GetStringAsync(Root))).Message.ShouldContain("CreateHandler");
        client.InFlight.ShouldBe(0);
    }

    [Fact]
    public async Task A_host_that_accepts_no_connection_is_given_up_at_the_connect_timeout()
    {
        var time = new ManualTimeProvider();
        using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        await using var client = new TestClient([]);
        var node = client.Balancer.Registry.Register(new NodeDescriptor("full", new Uri($"http://{listener.LocalEndPoint}")));

        // On Linux a listener with a full backlog leaves further connections without an answer.
        listener.Listen(0);
        using var crowd = new SocketCrowd(listener.LocalEndPoint!);
        if (!await crowd.FillAsync())
        {
            return;
        }

        var connector = new NodeConnector(node, TimeSpan.FromSeconds(5), time);
        var connecting = connector.ConnectAsync(null!, CancellationToken.None).AsTask();
        time.Advance(TimeSpan.FromSeconds(5));
        (await Should.ThrowAsync<TimeoutException>(() => connecting)).Message.ShouldContain("ConnectTimeout");
    }
}
