using System.Net.WebSockets;
using AutonomousSdlc.Deployment.Forwarder.Tests.Support;
using AutonomousSdlc.Testing;
using Microsoft.AspNetCore.Http;

namespace AutonomousSdlc.Deployment.Forwarder.Tests;

public sealed class WebSocketTests
{
    [Fact]
    public async Task Messages_pass_both_ways_and_a_drain_waits_for_the_conversation()
    {
        await using var backend = await Backend.StartAsync(EchoAsync);
        await using var setup = await ForwarderSetup.InFrontOfAsync(backend);
        await using var green = await Backend.SayingAsync("green");
        using var socket = await ConnectAsync(setup);

        for (byte i = 1; i <= 3; i++)
        {
            (await EchoOneAsync(socket, i)).ShouldBe(i);
        }

        await setup.ChangeAsync([("green", 100), ("blue", 0)], [("green", [green.Address])]);
        (await setup.Router.DrainAsync("blue", TimeSpan.Zero)).ShouldBeFalse();
        (await EchoOneAsync(socket, 9)).ShouldBe((byte)9);
        var drain = setup.Router.DrainAsync("blue", TimeSpan.FromMinutes(1)).AsTask();
        await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, "done", CancellationToken.None);

        (await drain.WithinDeadlineAsync()).ShouldBeTrue();
        (await setup.ObserveAsync("blue")).Total.ShouldBe(new TrafficCounters(1, 0));
    }

    [Fact]
    public async Task A_silent_conversation_is_cut_after_the_activity_timeout()
    {
        var time = new ManualTimeProvider();
        await using var backend = await Backend.StartAsync(EchoAsync);
        await using var setup = await ForwarderSetup.InFrontOfAsync(backend, options => options.ActivityTimeout = TimeSpan.FromSeconds(10), time);
        using var socket = await ConnectAsync(setup);
        (await EchoOneAsync(socket, 1)).ShouldBe((byte)1);

        time.Advance(TimeSpan.FromSeconds(10));

        await Should.ThrowAsync<WebSocketException>(() => socket.ReceiveAsync(new byte[1], CancellationToken.None).WithinDeadlineAsync());
    }

    [Fact]
    public async Task A_refused_upgrade_is_an_ordinary_answer()
    {
        await using var backend = await Backend.StartAsync(context =>
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return Task.CompletedTask;
        });
        await using var setup = await ForwarderSetup.InFrontOfAsync(backend);

        using var raw = await RawClient.ConnectAsync(setup.Forwarder.Address);

        await raw.SendAsync(
            "GET / HTTP/1.1\r\nHost: h\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n");

        (await raw.ReadUntilAsync("\r\n\r\n")).ShouldStartWith("HTTP/1.1 401");
    }

    [Fact]
    public async Task Other_protocols_are_not_upgraded_to()
    {
        string? upgrade = "unseen";
        await using var backend = await Backend.StartAsync(context =>
        {
            upgrade = context.Request.Headers.Upgrade;
            return context.Response.WriteAsync("plain");
        });
        await using var setup = await ForwarderSetup.InFrontOfAsync(backend);
        using var raw = await RawClient.ConnectAsync(setup.Forwarder.Address);

        await raw.SendAsync("GET / HTTP/1.1\r\nHost: h\r\nConnection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAARAAAAAAAIAAAAA\r\n\r\n");

        (await raw.ReadUntilAsync("plain")).ShouldStartWith("HTTP/1.1 200");
        upgrade.ShouldBeNull();
    }

    private static async Task<ClientWebSocket> ConnectAsync(ForwarderSetup setup)
    {
        var socket = new ClientWebSocket();
        await socket.ConnectAsync(new UriBuilder(setup.Forwarder.Address) { Scheme = "ws" }.Uri, CancellationToken.None);
        return socket;
    }

    private static async Task<byte> EchoOneAsync(ClientWebSocket socket, byte value)
    {
        await socket.SendAsync(new[] { value }, WebSocketMessageType.Binary, endOfMessage: true, CancellationToken.None);
        var buffer = new byte[1];
        await socket.ReceiveAsync(buffer, CancellationToken.None).WithinDeadlineAsync();
        return buffer[0];
    }

    private static async Task EchoAsync(HttpContext context)
    {
        using var socket = await context.WebSockets.AcceptWebSocketAsync();
        var buffer = new byte[16];
        while (true)
        {
            var message = await socket.ReceiveAsync(buffer, CancellationToken.None);
            if (message.MessageType == WebSocketMessageType.Close)
            {
                await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, "bye", CancellationToken.None);
                return;
            }

            await socket.SendAsync(buffer.AsMemory(0, message.Count), message.MessageType, message.EndOfMessage, CancellationToken.None);
        }
    }
}
