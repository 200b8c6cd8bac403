using System.Collections.Concurrent;
using AutonomousSdlc.Deployment.Forwarder.Tests.Support;

namespace AutonomousSdlc.Deployment.Forwarder.Tests;

public sealed class ForwarderProcessTests : IDisposable
{
    private readonly PrivateDirectory _directory = new();

    private string Socket => _directory.File("control.sock");

    [UnixFact]
    public async Task A_killed_forwarder_process_comes_back_with_its_traffic()
    {
        await using var backend = await Backend.SayingAsync("blue");
        using var router = new ForwarderControlClient(Socket);
        using var client = new HttpClient();
        await using (var first = await StartAsync())
        {
            await router.SetWeightsAsync(Changes.Of(1, 1, [("blue", 100)], ("blue", [backend.Address])));
            (await client.GetStringAsync(first.Address)).ShouldBe("blue");
            first.Process.Kill();
            await first.Process.Exited.WithinDeadlineAsync();
        }

        await using var second = await StartAsync();

        (await client.GetStringAsync(second.Address)).ShouldBe("blue");
        (await router.ObserveAsync()).WeightOf("blue").ShouldBe(100);
        (await router.GetAddressAsync()).ShouldBe(second.Address);
    }

    [UnixFact]
    public async Task Sigterm_lets_requests_in_flight_end_and_exits_with_zero()
    {
        var arrived = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var backend = await Backend.StartAsync(async context =>
        {
            arrived.SetResult();
            await release.Task;
            await Microsoft.AspNetCore.Http.HttpResponseWritingExtensions.WriteAsync(context.Response, "finished");
        });
        using var router = new ForwarderControlClient(Socket);
        using var client = new HttpClient();
        await using var forwarder = await StartAsync();
        await router.SetWeightsAsync(Changes.Of(1, 1, [("blue", 100)], ("blue", [backend.Address])));
        var pending = client.GetStringAsync(forwarder.Address);
        await arrived.Task.WithinDeadlineAsync();

        var stop = forwarder.Process.StopAsync(TimeSpan.FromSeconds(20));
        await Eventually.HoldsAsync(() => Task.FromResult(!File.Exists(Socket)));
        pending.IsCompleted.ShouldBeFalse();
        release.SetResult();

        (await pending.WithinDeadlineAsync()).ShouldBe("finished");
        (await stop).ShouldBe(0);
    }

    [UnixTheory]
    [InlineData("--listen", "https://127.0.0.1:0", "Listen (https://127.0.0.1:0)")]
    [InlineData("--colour", "blue", "--colour blue is not understood")]
    [InlineData("--seed", "-1", "--seed -1 is not understood")]
    [InlineData("--connect-timeout", "soon", "--connect-timeout soon is not understood")]
    public async Task Bad_arguments_end_it_with_two_and_a_reason(string argument, string value, string reason)
    {
        var errors = new ConcurrentQueue<string>();
        await using var process = ChildServer.Launch(errors.Enqueue, outputLine: null, "--control", Socket, argument, value);

        (await process.Exited.WithinDeadlineAsync()).ShouldBe(2);

        string.Join('\n', errors).ShouldContain(reason);
    }

    [UnixFact]
    public async Task A_port_in_use_ends_it_with_two_and_a_remedy()
    {
        await using var backend = await Backend.SayingAsync("mine");
        var errors = new ConcurrentQueue<string>();
        await using var process = ChildServer.Launch(errors.Enqueue, outputLine: null, "--control", Socket, "--listen", backend.Address.GetLeftPart(UriPartial.Authority));

        (await process.Exited.WithinDeadlineAsync()).ShouldBe(2);

        string.Join('\n', errors).ShouldContain("is in use by another program");
        File.Exists(Socket).ShouldBeFalse();
    }

    public void Dispose() => _directory.Dispose();

    private Task<ChildServer> StartAsync() => ChildServer.StartAsync(
        "--control", Socket, "--state", _directory.File("traffic.json"), "--name", "edge", "--seed", "5", "--shutdown-timeout", "15");
}
