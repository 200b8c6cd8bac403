using System.Net;
using System.Text;
using AutonomousSdlc.Deployment.Forwarder.Tests.Support;
using AutonomousSdlc.Shared.Processes;
using AutonomousSdlc.Testing;
using Microsoft.AspNetCore.Http;

namespace AutonomousSdlc.Deployment.Forwarder.Tests;

public sealed class FailureTests
{
    private static Uri Nowhere => new($"http://127.0.0.1:{LoopbackPort.Find()}/");

    [Fact]
    public async Task Without_any_weight_the_answer_is_503_with_a_reason()
    {
        await using var setup = await ForwarderSetup.StartAsync();

        using var response = await setup.GetAsync();

        await ShouldBeAsync(response, HttpStatusCode.ServiceUnavailable, "destination_unavailable", "every traffic weight is zero");
    }

    [Fact]
    public async Task An_upstream_that_refuses_gives_502_without_internals()
    {
        await using var setup = await ForwarderSetup.StartAsync(options => options.ViaName = "edge-1");
        var endpoint = Nowhere;
        await setup.RouteAsync("blue", endpoint);

        using var response = await setup.GetAsync();

        await ShouldBeAsync(response, HttpStatusCode.BadGateway, "connection_refused", "could not be reached");
        response.Headers.GetValues("Proxy-Status").Single().ShouldStartWith("edge-1;");
        var text = await response.Content.ReadAsStringAsync();
        text.ShouldNotContain(endpoint.Port.ToString(System.Globalization.CultureInfo.InvariantCulture));
        text.ShouldNotContain("blue");
        (await setup.ObserveAsync("blue")).SinceChange.ShouldBe(new TrafficCounters(1, 1));
        setup.Logs.WithEvent(4507).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Failures_of_a_slot_are_logged_once_a_second()
    {
        var time = new ManualTimeProvider();
        await using var setup = await ForwarderSetup.StartAsync(time: time);
        await setup.RouteAsync("blue", Nowhere);

        for (var i = 0; i < 5; i++)
        {
            using var response = await setup.GetAsync();
        }

        setup.Logs.WithEvent(4507).Count.ShouldBe(1);
        time.Advance(TimeSpan.FromSeconds(1));
        using var last = await setup.GetAsync();
        setup.Logs.WithEvent(4507).Count.ShouldBe(2);
    }

    [Fact]
    public async Task When_one_endpoint_of_a_slot_refuses_the_next_one_is_asked()
    {
        await using var backend = await Backend.StartAsync(async context =>
        {
            using var reader = new StreamReader(context.Request.Body);
            await context.Response.WriteAsync($"{context.Request.Method} {await reader.ReadToEndAsync()} {context.Request.ContentType}");
        });
        await using var setup = await ForwarderSetup.StartAsync();
        await setup.RouteAsync("blue", Nowhere, backend.Address);

        for (var i = 0; i < 4; i++)
        {
            using var get = await setup.GetAsync();
            get.StatusCode.ShouldBe(HttpStatusCode.OK);
            using var content = new StringContent("unread", Encoding.UTF8, "text/plain");
            using var post = await setup.Client.PostAsync(new Uri("/", UriKind.Relative), content);
            (await post.Content.ReadAsStringAsync()).ShouldBe("POST unread text/plain; charset=utf-8");
        }

        (await setup.ObserveAsync("blue")).SinceChange.ShouldBe(new TrafficCounters(8, 0));
    }

    [Fact]
    public async Task Without_connect_retries_every_second_request_fails_then()
    {
        await using var backend = await Backend.SayingAsync("ok");
        await using var setup = await ForwarderSetup.StartAsync(options => options.ConnectRetries = 0);
        await setup.RouteAsync("blue", Nowhere, backend.Address);

        for (var i = 0; i < 4; i++)
        {
            using var response = await setup.GetAsync();
        }

        (await setup.ObserveAsync("blue")).SinceChange.ShouldBe(new TrafficCounters(4, 2));
    }

    [Theory]
    [InlineData("POST")]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    public async Task A_request_that_may_have_arrived_is_never_sent_again(string method)
    {
        var requests = 0;
        await using var backend = await RawBackend.StartAsync(async stream =>
        {
            // One good answer makes the connection a pooled one; then the server dies in the middle of a request.
            while ((await RawBackend.ReadHeadAsync(stream)).Length > 0 && Interlocked.Increment(ref requests) == 1)
            {
                await stream.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"u8.ToArray());
            }
        });
        await using var setup = await ForwarderSetup.StartAsync();
        await setup.RouteAsync("blue", backend.Address, backend.Address);
        using (var first = await setup.GetAsync())
        {
            first.StatusCode.ShouldBe(HttpStatusCode.OK);
        }

        using var request = new HttpRequestMessage(HttpMethod.Parse(method), "/");
        using var response = await setup.Client.SendAsync(request);

        await ShouldBeAsync(response, HttpStatusCode.BadGateway, "connection_terminated", "closed the connection");
        requests.ShouldBe(2);
        backend.Connections.ShouldBe(1);
    }

    [Fact]
    public async Task An_upstream_that_dies_inside_a_body_cuts_the_client_off()
    {
        await using var backend = await RawBackend.StartAsync("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf");
        await using var setup = await ForwarderSetup.StartAsync();
        await setup.RouteAsync("blue", backend.Address);

        await Should.ThrowAsync<HttpRequestException>(() => setup.GetTextAsync());

        await Eventually.HoldsAsync(async () => (await setup.ObserveAsync("blue")).SinceChange == new TrafficCounters(1, 1));
    }

    [Theory]
    [InlineData("nonsense\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nX-Bad: a\u0001b\r\nContent-Length: 2\r\n\r\nok")]
    [InlineData("HTTP/1.1 101 Switching Protocols\r\nUpgrade: surprise\r\nConnection: upgrade\r\n\r\n")]
    public async Task An_answer_that_cannot_be_passed_on_gives_502(string answer)
    {
        await using var backend = await RawBackend.StartAsync(answer);
        await using var setup = await ForwarderSetup.StartAsync();
        await setup.RouteAsync("blue", backend.Address);

        using var response = await setup.GetAsync();

        await ShouldBeAsync(response, HttpStatusCode.BadGateway, "http_protocol_error", "could not be read");
    }

    [Fact]
    public async Task A_silent_upstream_gives_504_after_the_response_timeout()
    {
        var time = new ManualTimeProvider();
        var arrived = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var backend = await Backend.StartAsync(async context =>
        {
            arrived.SetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted);
        });
        await using var setup = await ForwarderSetup.InFrontOfAsync(backend, options => options.ResponseTimeout = TimeSpan.FromSeconds(10), time);

        var pending = setup.GetAsync();
        await arrived.Task.WithinDeadlineAsync();
        time.Advance(TimeSpan.FromSeconds(9.9));
        pending.IsCompleted.ShouldBeFalse();
        time.Advance(TimeSpan.FromSeconds(0.2));

        using var response = await pending.WithinDeadlineAsync();
        await ShouldBeAsync(response, HttpStatusCode.GatewayTimeout, "http_response_timeout", "did not answer in time");
    }

    [Fact]
    public async Task A_body_that_stops_moving_is_cut_off_after_the_activity_timeout()
    {
        var time = new ManualTimeProvider();
        await using var backend = await Backend.StartAsync(async context =>
        {
            await context.Response.WriteAsync("first");
            await context.Response.Body.FlushAsync();
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted);
        });
        await using var setup = await ForwarderSetup.InFrontOfAsync(backend, options => options.ActivityTimeout = TimeSpan.FromSeconds(10), time);
        using var response = await setup.GetAsync("/", HttpCompletionOption.ResponseHeadersRead);
        await using var body = await response.Content.ReadAsStreamAsync();
        (await body.ReadAsync(new byte[5])).ShouldBe(5);

        time.Advance(TimeSpan.FromSeconds(10));

        await Should.ThrowAsync<IOException>(() => body.ReadAsync(new byte[1]).AsTask().WithinDeadlineAsync());
        await Eventually.HoldsAsync(async () => (await setup.ObserveAsync("blue")).SinceChange.Failures == 1);
    }

    [Fact]
    public async Task An_unanswered_connect_gives_504()
    {
        // A listener whose queue is full: the kernel drops further handshakes instead of refusing them.
        using var full = new System.Net.Sockets.Socket(System.Net.Sockets.AddressFamily.InterNetwork, System.Net.Sockets.SocketType.Stream, System.Net.Sockets.ProtocolType.Tcp);
        full.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        full.Listen(0);
        var endpoint = (IPEndPoint)full.LocalEndPoint!;
        using var fillers = new Fillers(endpoint, 4);
        await using var setup = await ForwarderSetup.StartAsync(options => options.ConnectTimeout = TimeSpan.FromMilliseconds(300));
        await setup.RouteAsync("blue", new Uri($"http://{endpoint}/"));

        using var response = await setup.GetAsync();

        await ShouldBeAsync(response, HttpStatusCode.GatewayTimeout, "connection_timeout", "No connection");
    }

    [Fact]
    public async Task A_loop_ends_with_508()
    {
        await using var setup = await ForwarderSetup.StartAsync();
        await setup.RouteAsync("blue", setup.Forwarder.Address);

        using var response = await setup.GetAsync();

        response.StatusCode.ShouldBe(HttpStatusCode.LoopDetected);
        (await setup.ObserveAsync("blue")).SinceChange.Requests.ShouldBe(8);
    }

    [Theory]
    [InlineData("CONNECT other:443 HTTP/1.1\r\nHost: other:443\r\n\r\n")]
    [InlineData("OPTIONS * HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n")]
    public async Task What_a_reverse_proxy_cannot_pass_on_gives_501(string request)
    {
        await using var backend = await Backend.SayingAsync("ok");
        await using var setup = await ForwarderSetup.InFrontOfAsync(backend);
        using var raw = await RawClient.ConnectAsync(setup.Forwarder.Address);

        await raw.SendAsync(request);

        (await raw.ReadUntilAsync("\r\n\r\n")).ShouldStartWith("HTTP/1.1 501");
    }

    [Fact]
    public async Task A_body_over_the_limit_gives_413_and_is_not_the_slots_failure()
    {
        await using var backend = await Backend.StartAsync(async context => await context.Request.Body.CopyToAsync(Stream.Null));
        await using var setup = await ForwarderSetup.InFrontOfAsync(backend, options => options.MaxRequestBodyBytes = 1000);

        var sized = await RawClient.ExchangeAsync(
            setup.Forwarder.Address, "POST / HTTP/1.1\r\nHost: h\r\nConnection: close\r\nContent-Length: 1001\r\n\r\n" + new string('x', 1001));
        var chunked = await RawClient.ExchangeAsync(
            setup.Forwarder.Address, $"POST / HTTP/1.1\r\nHost: h\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n3e9\r\n{new string('x', 1001)}\r\n0\r\n\r\n");

        sized.ShouldStartWith("HTTP/1.1 413");
        chunked.ShouldStartWith("HTTP/1.1 413");
        (await setup.ObserveAsync("blue")).SinceChange.ShouldBe(new TrafficCounters(0, 0));
    }

    [Fact]
    public async Task A_5xx_answer_passes_and_counts_as_a_failure()
    {
        await using var backend = await Backend.StartAsync(context =>
        {
            context.Response.StatusCode = StatusCodes.Status500InternalServerError;
            return context.Response.WriteAsync("mine");
        });
        await using var setup = await ForwarderSetup.InFrontOfAsync(backend);

        (await setup.GetTextAsync()).ShouldBe("mine");

        (await setup.ObserveAsync("blue")).SinceChange.ShouldBe(new TrafficCounters(1, 1));
    }

    private static async Task ShouldBeAsync(HttpResponseMessage response, HttpStatusCode status, string error, string reason)
    {
        response.StatusCode.ShouldBe(status);
        response.Headers.GetValues("Proxy-Status").Single().ShouldEndWith($"; error={error}");
        (await response.Content.ReadAsStringAsync()).ShouldContain(reason);
    }
}
