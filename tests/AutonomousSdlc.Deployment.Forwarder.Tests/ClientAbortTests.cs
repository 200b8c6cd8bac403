using AutonomousSdlc.Deployment.Forwarder.Tests.Support;

namespace AutonomousSdlc.Deployment.Forwarder.Tests;

public sealed class ClientAbortTests
{
    [Fact]
    public async Task A_client_that_leaves_before_the_answer_cancels_the_upstream_and_is_not_counted()
    {
        var arrived = Signal();
        var cancelled = Signal();
        await using var backend = await Backend.StartAsync(async context =>
        {
            context.RequestAborted.Register(cancelled.SetResult);
            arrived.SetResult();
            await cancelled.Task;
        });
        await using var setup = await ForwarderSetup.InFrontOfAsync(backend);
        using (var raw = await RawClient.ConnectAsync(setup.Forwarder.Address))
        {
            await raw.SendAsync("GET / HTTP/1.1\r\nHost: h\r\n\r\n");
            await arrived.Task.WithinDeadlineAsync();
        }

        await cancelled.Task.WithinDeadlineAsync();

        await ShouldBecomeIdleAndUncountedAsync(setup);
    }

    [Fact]
    public async Task A_client_that_leaves_inside_the_answer_cancels_the_upstream_and_is_not_counted()
    {
        var cancelled = Signal();
        await using var backend = await Backend.StartAsync(async context =>
        {
            context.RequestAborted.Register(cancelled.SetResult);
            var buffer = new byte[64 * 1024];
            while (!context.RequestAborted.IsCancellationRequested)
            {
                await context.Response.Body.WriteAsync(buffer);
            }
        });
        await using var setup = await ForwarderSetup.InFrontOfAsync(backend);
        using (var raw = await RawClient.ConnectAsync(setup.Forwarder.Address))
        {
            await raw.SendAsync("GET / HTTP/1.1\r\nHost: h\r\n\r\n");
            await raw.ReadUntilAsync("\r\n\r\n");
        }

        await cancelled.Task.WithinDeadlineAsync();

        await ShouldBecomeIdleAndUncountedAsync(setup);
    }

    [Fact]
    public async Task A_client_that_leaves_inside_its_body_cancels_the_upstream_and_is_not_counted()
    {
        var arrived = Signal();
        var cancelled = Signal();
        await using var backend = await Backend.StartAsync(async context =>
        {
            context.RequestAborted.Register(cancelled.SetResult);
            await context.Request.Body.ReadExactlyAsync(new byte[4]);
            arrived.SetResult();
            await cancelled.Task;
        });
        await using var setup = await ForwarderSetup.InFrontOfAsync(backend);
        using (var raw = await RawClient.ConnectAsync(setup.Forwarder.Address))
        {
            await raw.SendAsync("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 100\r\n\r\nhalf");
            await arrived.Task.WithinDeadlineAsync();
        }

        await cancelled.Task.WithinDeadlineAsync();

        await ShouldBecomeIdleAndUncountedAsync(setup);
    }

    [Fact]
    public async Task An_answer_before_the_end_of_the_request_reaches_the_client()
    {
        await using var backend = await RawBackend.StartAsync(async stream =>
        {
            await RawBackend.ReadHeadAsync(stream);
            await stream.WriteAsync("HTTP/1.1 403 Forbidden\r\nContent-Length: 2\r\nConnection: close\r\n\r\nno"u8.ToArray());
        });
        await using var setup = await ForwarderSetup.StartAsync();
        await setup.RouteAsync("blue", backend.Address);

        using var raw = await RawClient.ConnectAsync(setup.Forwarder.Address);
        await raw.SendAsync("POST / HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nContent-Length: 5000\r\n\r\n");

        (await raw.ReadUntilAsync("\r\n\r\n")).ShouldStartWith("HTTP/1.1 403");
        await Eventually.HoldsAsync(async () => (await setup.ObserveAsync("blue")).InFlight == 0);
    }

    private static TaskCompletionSource Signal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private static async Task ShouldBecomeIdleAndUncountedAsync(ForwarderSetup setup)
    {
        await Eventually.HoldsAsync(async () => (await setup.ObserveAsync("blue")).InFlight == 0);
        (await setup.ObserveAsync("blue")).SinceChange.ShouldBe(new TrafficCounters(0, 0));
    }
}
