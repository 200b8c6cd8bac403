using AutonomousSdlc.Deployment.Forwarder.Tests.Support;
using AutonomousSdlc.Testing;
using Microsoft.AspNetCore.Http;

namespace AutonomousSdlc.Deployment.Forwarder.Tests;

public sealed class RouterTests
{
    private static readonly Uri SomeEndpoint = new("http://127.0.0.1:5001/");

    [Fact]
    public async Task A_router_without_a_change_is_empty_and_reading_does_not_listen()
    {
        await using var forwarder = new KestrelForwarder(new ForwarderOptions());

        var state = await forwarder.Router.ObserveAsync();

        (state.Epoch, state.Generation, state.Slots.Count).ShouldBe((0, 0, 0));
        Should.Throw<InvalidOperationException>(() => forwarder.Address);
    }

    [Fact]
    public async Task The_first_change_starts_the_forwarder()
    {
        await using var backend = await Backend.SayingAsync("blue");
        await using var forwarder = new KestrelForwarder(new ForwarderOptions());

        await forwarder.Router.SetWeightsAsync(Changes.Of(1, 1, [("blue", 100)], ("blue", [backend.Address])));

        using var client = new HttpClient();
        (await client.GetStringAsync(forwarder.Address)).ShouldBe("blue");
    }

    [Theory]
    [InlineData(2, 4)]
    [InlineData(1, 9)]
    public async Task An_older_change_is_rejected_and_changes_nothing(long epoch, long generation)
    {
        await using var setup = await ForwarderSetup.StartAsync();
        await setup.Router.SetWeightsAsync(Changes.Of(2, 5, [("blue", 100)], ("blue", [SomeEndpoint])));

        var error = await Should.ThrowAsync<StaleTrafficChangeException>(
            () => setup.Router.SetWeightsAsync(Changes.Of(epoch, generation, [("blue", 0), ("green", 100)], ("green", [SomeEndpoint]))).AsTask());

        (error.AcceptedEpoch, error.AcceptedGeneration).ShouldBe((2, 5));
        var state = await setup.Router.ObserveAsync();
        (state.Epoch, state.Generation, state.WeightOf("blue"), state.WeightOf("green")).ShouldBe((2, 5, 100, 0));
        setup.Logs.WithEvent(4504).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Repeating_the_newest_change_does_nothing()
    {
        await using var backend = await Backend.SayingAsync("ok");
        await using var setup = await ForwarderSetup.StartAsync();
        var change = Changes.Of(1, 1, [("blue", 100)], ("blue", [backend.Address]));
        await setup.Router.SetWeightsAsync(change);
        await setup.GetTextAsync();

        await setup.Router.SetWeightsAsync(change);

        (await setup.ObserveAsync("blue")).SinceChange.Requests.ShouldBe(1);
        setup.Logs.WithEvent(4502).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Slots_that_a_change_does_not_name_keep_what_they_have()
    {
        await using var setup = await ForwarderSetup.StartAsync();
        await setup.ChangeAsync([("blue", 70)], [("blue", [SomeEndpoint])]);

        await setup.ChangeAsync([("green", 30)], [("green", [new Uri("http://127.0.0.1:5002/")])]);

        var state = await setup.Router.ObserveAsync();
        state.WeightOf("blue").ShouldBe(70);
        state.Slots["blue"].Endpoints.ShouldBe([SomeEndpoint]);
        state.WeightOf("green").ShouldBe(30);
    }

    [Fact]
    public async Task Counters_since_the_change_begin_again_and_totals_go_on()
    {
        await using var backend = await Backend.SayingAsync("ok");
        await using var setup = await ForwarderSetup.InFrontOfAsync(backend);
        await setup.GetTextAsync();

        await setup.WeighAsync(("blue", 50));
        await setup.GetTextAsync();
        await setup.GetTextAsync();

        var slot = await setup.ObserveAsync("blue");
        slot.SinceChange.ShouldBe(new TrafficCounters(2, 0));
        slot.Total.ShouldBe(new TrafficCounters(3, 0));
    }

    [Fact]
    public async Task A_request_is_counted_under_the_change_that_routed_it()
    {
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var arrived = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var backend = await Backend.StartAsync(async context =>
        {
            arrived.SetResult();
            await release.Task;
            context.Response.StatusCode = StatusCodes.Status500InternalServerError;
        });
        await using var setup = await ForwarderSetup.InFrontOfAsync(backend);
        var early = setup.GetAsync();
        await arrived.Task.WithinDeadlineAsync();

        await setup.WeighAsync(("blue", 50));
        release.SetResult();
        (await early).Dispose();

        await Eventually.HoldsAsync(async () => (await setup.ObserveAsync("blue")).Total == new TrafficCounters(1, 1));
        (await setup.ObserveAsync("blue")).SinceChange.ShouldBe(new TrafficCounters(0, 0));
    }

    [Fact]
    public async Task A_drain_waits_for_the_last_answer()
    {
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var slow = await Backend.StartAsync(async context =>
        {
            await context.Response.WriteAsync("head");
            await context.Response.Body.FlushAsync();
            await release.Task;
            await context.Response.WriteAsync(" tail");
        });
        await using var green = await Backend.SayingAsync("green");
        await using var setup = await ForwarderSetup.InFrontOfAsync(slow);
        using var response = await setup.GetAsync("/", HttpCompletionOption.ResponseHeadersRead);
        await setup.ChangeAsync([("green", 100), ("blue", 0)], [("green", [green.Address])]);

        var drain = setup.Router.DrainAsync("blue", TimeSpan.FromMinutes(1)).AsTask();
        (await setup.GetTextAsync()).ShouldBe("green");
        drain.IsCompleted.ShouldBeFalse();
        (await setup.ObserveAsync("blue")).InFlight.ShouldBe(1);
        release.SetResult();

        (await drain.WithinDeadlineAsync()).ShouldBeTrue();
        (await response.Content.ReadAsStringAsync()).ShouldBe("head tail");
        setup.Logs.WithEvent(4505).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_drain_gives_up_at_its_deadline_and_ends_no_request()
    {
        var time = new ManualTimeProvider();
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var slow = await Backend.StartAsync(async context =>
        {
            await context.Response.StartAsync();
            await context.Response.Body.FlushAsync();
            await release.Task;
        });
        await using var setup = await ForwarderSetup.InFrontOfAsync(slow, time: time);
        using var response = await setup.GetAsync("/", HttpCompletionOption.ResponseHeadersRead);
        await setup.ChangeAsync([("green", 100), ("blue", 0)], [("green", [SomeEndpoint])]);

        var drain = setup.Router.DrainAsync("blue", TimeSpan.FromSeconds(5)).AsTask();
        time.Advance(TimeSpan.FromSeconds(5));

        (await drain.WithinDeadlineAsync()).ShouldBeFalse();
        setup.Logs.WithEvent(4506).ShouldHaveSingleItem();
        release.SetResult();
        (await response.Content.ReadAsStringAsync()).ShouldBe("");
    }

    [Fact]
    public async Task A_slot_with_weight_cannot_be_drained_and_an_unknown_one_is_idle()
    {
        await using var setup = await ForwarderSetup.StartAsync();
        await setup.RouteAsync("blue", SomeEndpoint);

        var error = await Should.ThrowAsync<ArgumentException>(() => setup.Router.DrainAsync("blue", TimeSpan.Zero).AsTask());
        error.Message.ShouldContain("weight is 100");
        (await setup.Router.DrainAsync("green", TimeSpan.Zero)).ShouldBeTrue();
    }

    [Fact]
    public async Task Invalid_changes_name_the_slot_and_the_value()
    {
        await using var setup = await ForwarderSetup.StartAsync();
        await RejectedAsync(Changes.Of(0, 1, [("blue", 100)], ("blue", [SomeEndpoint])), "Epoch (0)");
        await RejectedAsync(Changes.Of(1, 1, [("Blue!", 100)], ("Blue!", [SomeEndpoint])), "'Blue!'");
        await RejectedAsync(Changes.Of(1, 1, [("-blue", 100)], ("-blue", [SomeEndpoint])), "'-blue'");
        await RejectedAsync(Changes.Of(1, 1, [("blue", 101)], ("blue", [SomeEndpoint])), "101");
        await RejectedAsync(Changes.Of(1, 1, [("blue", 100)]), "no endpoint");
        await RejectedAsync(Changes.Of(1, 1, [("blue", 0)], ("blue", [SomeEndpoint])), "no slot with a positive weight");
        await RejectedAsync(Changes.Of(1, 1, [("blue", 100)], ("blue", [new Uri("ftp://127.0.0.1/")])), "ftp://127.0.0.1/");
        await RejectedAsync(Changes.Of(1, 1, [("blue", 100)], ("blue", [new Uri("http://127.0.0.1/base")])), "host and port only");
        await RejectedAsync(Changes.Of(1, 1, [("blue", 100)], ("blue", [new Uri("http://user@127.0.0.1/")])), "host and port only");
        await RejectedAsync(Changes.Of(1, 1, [("blue", 100)], ("blue", [new Uri("/relative", UriKind.Relative)])), "/relative");
        await RejectedAsync(Changes.Of(1, 1, [("blue", 100)], ("blue", [.. Enumerable.Repeat(SomeEndpoint, 1001)])), "1001");
        var many = Enumerable.Range(0, 65).Select(i => ($"slot-{i}", 1)).ToArray();
        await RejectedAsync(Changes.Of(1, 1, many), "65");
        (await setup.Router.ObserveAsync()).Slots.ShouldBeEmpty();

        async Task RejectedAsync(TrafficChange change, string text) =>
            (await Should.ThrowAsync<ArgumentException>(() => setup.Router.SetWeightsAsync(change).AsTask())).Message.ShouldContain(text);
    }

    [Fact]
    public async Task Weights_are_honoured_over_the_wire()
    {
        await using var blue = await Backend.SayingAsync("blue");
        await using var green = await Backend.SayingAsync("green");
        await using var setup = await ForwarderSetup.StartAsync(options => options.Seed = 7);
        await setup.ChangeAsync([("blue", 90), ("green", 10)], [("blue", [blue.Address]), ("green", [green.Address])]);

        for (var i = 0; i < 500; i++)
        {
            await setup.GetTextAsync();
        }

        // Expected 50, standard deviation 6.7; the seed makes the outcome fixed, the bounds say it is a plausible one.
        (await setup.ObserveAsync("green")).SinceChange.Requests.ShouldBeInRange(25, 80);
    }

    [Fact]
    public async Task A_handler_of_the_user_serves_its_slot_and_is_left_alone_afterwards()
    {
        await using var backend = await Backend.StartAsync(context => context.Response.WriteAsync($"{context.Request.Host} {context.Request.Path}"));
        using var handler = new RedirectingHandler(backend.Address);
        await using (var setup = await ForwarderSetup.StartAsync(options => options.SlotHandler = slot => slot == "blue" ? handler : null))
        {
            await setup.RouteAsync("blue", SomeEndpoint);
            using var request = new HttpRequestMessage(HttpMethod.Get, "/path") { Headers = { Host = "shop.example" } };
            using var response = await setup.Client.SendAsync(request);
            (await response.Content.ReadAsStringAsync()).ShouldBe("shop.example /path");
            handler.Seen.ShouldHaveSingleItem().AbsoluteUri.ShouldBe("http://blue/path");
            await setup.RouteAsync("green", backend.Address);
            await setup.WeighAsync(("blue", 0));
            await setup.GetTextAsync();
            handler.Seen.Count.ShouldBe(1);
        }

        handler.Disposed.ShouldBeFalse();
    }

    [Fact]
    public async Task What_a_handler_throws_becomes_an_answer()
    {
        var error = new Queue<Exception>(
        [
            new HttpRequestException("none left", inner: null, System.Net.HttpStatusCode.ServiceUnavailable),
            new OperationCanceledException("gave up"),
            new InvalidDataException("odd"),
        ]);
        using var handler = new ThrowingHandler(() => error.Dequeue());
        await using var setup = await ForwarderSetup.StartAsync(options => options.SlotHandler = _ => handler);
        await setup.RouteAsync("blue", SomeEndpoint);

        foreach (var expected in (int[])[503, 504, 502])
        {
            using var response = await setup.GetAsync();
            ((int)response.StatusCode).ShouldBe(expected);
        }

        (await setup.ObserveAsync("blue")).SinceChange.ShouldBe(new TrafficCounters(3, 3));
    }
}
