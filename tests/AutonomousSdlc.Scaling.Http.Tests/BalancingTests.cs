using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace AutonomousSdlc.Scaling.Http.Tests;

public sealed class BalancingTests
{
    [Fact]
    public async Task Requests_go_to_all_nodes_and_keep_their_host()
    {
        await using var a = await TestNode.StartAsync("a");
        await using var b = await TestNode.StartAsync("b");
        await using var client = new TestClient([a, b]);
        for (var i = 0; i < 10; i++)
        {
            (await client.Client.GetStringAsync(new Uri($"items/{i}", UriKind.Relative))).ShouldBeOneOf("a", "b");
        }

        (a.Requests, b.Requests).ShouldBe((5, 5));
        a.Hosts.Concat(b.Hosts).ShouldAllBe(static host => host == "orders");
        client.InFlight.ShouldBe(0);
        client.Logs.WithEvent(3102).Count.ShouldBe(2);
    }

    [Fact]
    public async Task The_certificate_is_asked_for_by_the_logical_name()
    {
        using var key = RSA.Create(2048);
        using var certificate = new CertificateRequest("CN=orders.test", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            .CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(100));
        using var usable = X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pfx), null);
        var names = new ConcurrentQueue<string?>();
        await using var node = await TestNode.StartSecureAsync("secure", usable, names);
        string? presented = null;
        await using var client = new TestClient([node], options => options.ConfigureHandler = (_, handler) => handler.SslOptions = new SslClientAuthenticationOptions
        {
            RemoteCertificateValidationCallback = (_, own, _, _) =>
            {
                presented = own?.Subject;
                return presented == "CN=orders.test";
            },
        });
        (await client.Client.GetStringAsync(new Uri("https://orders.test/"))).ShouldBe("secure");
        names.ShouldContain("orders.test");
        presented.ShouldBe("CN=orders.test");
        node.Hosts.ShouldBe(["orders.test"]);
    }

    [Fact]
    public async Task A_unix_socket_is_an_address()
    {
        var path = Path.Combine(Path.GetTempPath(), $"lb-{Guid.NewGuid():N}.sock");
        await using var node = await TestNode.StartOnUnixSocketAsync("socket", path);
        await using var client = new TestClient([node]);
        (await client.Client.GetStringAsync(new Uri("http://orders/"))).ShouldBe("socket");
        File.Delete(path);
    }

    [Fact]
    public async Task Web_sockets_keep_their_lease_until_they_close()
    {
        await using var node = await TestNode.StartAsync("ws", static async context =>
        {
            using var socket = await context.WebSockets.AcceptWebSocketAsync();
            var buffer = new byte[16];
            var message = await socket.ReceiveAsync(buffer, context.RequestAborted);
            await socket.SendAsync(buffer.AsMemory(0, message.Count), WebSocketMessageType.Text, endOfMessage: true, context.RequestAborted);
            await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, context.RequestAborted);
        });
        await using var client = new TestClient([node]);
        using (var socket = new ClientWebSocket())
        {
            await socket.ConnectAsync(new Uri("ws://orders/chat"), client.Invoker, CancellationToken.None);
            client.InFlight.ShouldBe(1);
            await socket.SendAsync(Encoding.UTF8.GetBytes("hello"), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
            var buffer = new byte[16];
            var echo = await socket.ReceiveAsync(buffer.AsMemory(), CancellationToken.None);
            Encoding.UTF8.GetString(buffer, 0, echo.Count).ShouldBe("hello");
        }

        client.InFlight.ShouldBe(0);
    }

    [Fact]
    public async Task Synchronous_sends_work_and_fail_over()
    {
        await using var a = await TestNode.StartAsync("a");
        await using var b = await TestNode.StartAsync("b");
        await using var client = new TestClient([a, b], static options => options.AttemptTimeout = TimeSpan.FromMinutes(1));
        await a.KillAsync();
        for (var i = 0; i < 4; i++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/");
            using var response = client.Client.Send(request);
            using var reader = new StreamReader(response.Content.ReadAsStream());
            (await reader.ReadToEndAsync()).ShouldBe("b");
        }

        client.InFlight.ShouldBe(0);
        client.State("a").ShouldBe(NodeState.Ejected);
    }

    [Fact]
    public async Task Context_of_the_request_reaches_the_balancer()
    {
        await using var a = await TestNode.StartAsync("a", static context => context.Response.WriteAsync(new string('x', 100_000)));
        await using var client = new TestClient([a]);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/");
        request.Options.Set(LoadBalancingRequest.Cost, 7);
        request.Options.Set(LoadBalancingRequest.Key, "user");
        request.Options.Set(LoadBalancingRequest.Zone, "eu-1");
        using (await client.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead))
        {
            client.Balancer.GetMetrics().Nodes.Single().Load.ShouldBe(7);
        }

        client.InFlight.ShouldBe(0);
    }

    [Fact]
    public async Task A_server_that_answers_5xx_is_ejected_and_one_that_is_busy_is_not()
    {
        await using var bad = await TestNode.StartAsync("bad", static context => Answer(context, HttpStatusCode.InternalServerError));
        await using var busy = await TestNode.StartAsync("busy", static context => Answer(context, HttpStatusCode.TooManyRequests));
        await using var good = await TestNode.StartAsync("good");
        await using var client = new TestClient([bad, busy, good]);
        for (var i = 0; i < 30; i++)
        {
            using var response = await client.SendHeadAsync(HttpMethod.Get, "/");
        }

        client.State("bad").ShouldBe(NodeState.Ejected);
        client.State("busy").ShouldBe(NodeState.Healthy);
        bad.Requests.ShouldBe(5);
    }

    [Fact]
    public async Task A_judge_overrules_the_status()
    {
        await using var a = await TestNode.StartAsync("a");
        await using var b = await TestNode.StartAsync("b");
        await using var client = new TestClient([a, b], static options => options.Judge = static response =>
            response.RequestMessage!.RequestUri!.AbsolutePath == "/lost" ? CallOutcome.ConnectionLost : CallOutcome.Succeeded);
        using var response = await client.SendHeadAsync(HttpMethod.Get, "/lost");
        response.Dispose();
        client.Balancer.GetMetrics().Ejected.ShouldBe(1);
    }

    [Fact]
    public async Task A_node_in_a_reused_slot_gets_connections_of_its_own()
    {
        await using var a = await TestNode.StartAsync("a");
        await using var b = await TestNode.StartAsync("b");
        await using var client = new TestClient([a]);
        (await client.Client.GetStringAsync(new Uri("http://orders/"))).ShouldBe("a");
        client.Balancer.Registry.Deregister("a");
        client.Logs.WithEvent(3103).Count.ShouldBe(1);
        client.Balancer.Registry.Register(b.Descriptor).Slot.ShouldBe(0);
        (await client.Client.GetStringAsync(new Uri("http://orders/"))).ShouldBe("b");

        // The same member at another address is another way.
        client.Balancer.Registry.Update(new NodeDescriptor("b", a.Address));
        (await client.Client.GetStringAsync(new Uri("http://orders/"))).ShouldBe("a");
    }

    private static Task Answer(HttpContext context, HttpStatusCode status)
    {
        context.Response.StatusCode = (int)status;
        return Task.CompletedTask;
    }
}
