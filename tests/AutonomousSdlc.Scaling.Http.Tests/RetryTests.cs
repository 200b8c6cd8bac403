using System.Text;
using AutonomousSdlc.Testing;
using Microsoft.AspNetCore.Http;

namespace AutonomousSdlc.Scaling.Http.Tests;

public sealed class RetryTests
{
    private static readonly Uri Root = new("http://orders/");

    [Fact]
    public async Task A_killed_node_costs_one_attempt_and_no_request()
    {
        await using var a = await TestNode.StartAsync("a");
        await using var b = await TestNode.StartAsync("b");
        await using var client = new TestClient([a, b]);
        using var recorder = new MetricRecorder(ScalingHttpTelemetry.MeterName);
        for (var i = 0; i < 4; i++)
        {
            await client.Client.GetStringAsync(Root);
        }

        await a.KillAsync();
        for (var i = 0; i < 50; i++)
        {
            (await client.Client.GetStringAsync(Root)).ShouldBe("b");
        }

        recorder.Sum(ScalingHttpTelemetry.Retries, (ScalingHttpTelemetry.BalancerTag, client.Name)).ShouldBe(1);
        client.State("a").ShouldBe(NodeState.Ejected);
        client.Balancer.GetMetrics().Failures.ShouldBe(1);
        client.InFlight.ShouldBe(0);
        client.Logs.WithEvent(3100).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Concurrent_requests_survive_a_kill_in_their_midst()
    {
        var entered = new TaskCompletionSource();
        var held = 0;
        await using var victim = await TestNode.StartAsync("victim", async context =>
        {
            if (Interlocked.Increment(ref held) == 8)
            {
                entered.TrySetResult();
            }

            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted);
        });
        await using var other = await TestNode.StartAsync("other");
        await using var client = new TestClient([victim, other]);
        var requests = Enumerable.Range(0, 16).Select(_ => client.Client.GetStringAsync(Root)).ToArray();
        await entered.Task.WaitAsync(TimeSpan.FromSeconds(30), TimeProvider.System);
        await victim.KillAsync();
        (await Task.WhenAll(requests)).ShouldAllBe(static body => body == "other");
        client.InFlight.ShouldBe(0);
    }

    [Fact]
    public async Task A_broken_connection_repeats_safe_methods_only()
    {
        await using var breaking = await TestNode.StartAsync("breaking", Break);
        await using var good = await TestNode.StartAsync("good");
        foreach (var method in new[] { HttpMethod.Get, HttpMethod.Head, HttpMethod.Options })
        {
            await using var client = new TestClient([breaking, good]);
            for (var i = 0; i < 2; i++)
            {
                using var response = await client.SendHeadAsync(method, "/");
                response.IsSuccessStatusCode.ShouldBeTrue();
            }
        }

        var before = breaking.Requests;
        await using var poster = new TestClient([breaking, good]);
        var failures = 0;
        for (var i = 0; i < 2; i++)
        {
            using var content = new StringContent("order");
            try
            {
                using var response = await poster.SendHeadAsync(HttpMethod.Post, "/", content);
            }
            catch (HttpRequestException)
            {
                failures++;
            }
        }

        (failures, breaking.Requests - before).ShouldBe((1, 1));
        poster.State("breaking").ShouldBe(NodeState.Ejected);
    }

    [Fact]
    public async Task An_opt_in_key_repeats_a_post_with_its_whole_body()
    {
        var bodies = new List<string>();
        await using var breaking = await TestNode.StartAsync("breaking", Break);
        await using var good = await TestNode.StartAsync("good", async context =>
        {
            using var reader = new StreamReader(context.Request.Body, Encoding.UTF8);
            bodies.Add(await reader.ReadToEndAsync(context.RequestAborted));
        });
        await using var client = new TestClient([breaking, good]);
        for (var i = 0; i < 2; i++)
        {
            using var content = new StringContent("order");
            using var response = await client.SendHeadAsync(HttpMethod.Post, "/", content, mayRetry: true);
            response.IsSuccessStatusCode.ShouldBeTrue();
        }

        bodies.ShouldBe(["order", "order"]);
        breaking.Requests.ShouldBe(1);
    }

    [Fact]
    public async Task A_body_from_a_stream_is_not_sent_twice()
    {
        await using var breaking = await TestNode.StartAsync("breaking", Break);
        await using var good = await TestNode.StartAsync("good");
        await using var client = new TestClient([breaking, good]);
        var failures = 0;
        for (var i = 0; i < 2; i++)
        {
            using var stream = new MemoryStream(Encoding.UTF8.GetBytes("order"));
            using var content = new StreamContent(stream);
            try
            {
                using var response = await client.SendHeadAsync(HttpMethod.Post, "/", content, mayRetry: true);
            }
            catch (HttpRequestException)
            {
                failures++;
            }
        }

        failures.ShouldBe(1);
    }

    [Theory]
    [InlineData(null, true)]
    [InlineData(true, true)]
    [InlineData(false, false)]
    public async Task A_request_that_never_left_goes_elsewhere_whatever_its_method_unless_forbidden(bool? mayRetry, bool expected)
    {
        await using var dead = await TestNode.StartAsync("dead");
        await using var good = await TestNode.StartAsync("good");
        await using var client = new TestClient([dead, good]);
        await dead.KillAsync();
        var failures = 0;
        for (var i = 0; i < 4; i++)
        {
            using var stream = new MemoryStream(Encoding.UTF8.GetBytes("order"));
            using var content = new StreamContent(stream);
            try
            {
                using var response = await client.SendHeadAsync(HttpMethod.Post, "/", content, mayRetry);
                response.IsSuccessStatusCode.ShouldBeTrue();
            }
            catch (HttpRequestException)
            {
                failures++;
            }
        }

        failures.ShouldBe(expected ? 0 : 1);
        client.State("dead").ShouldBe(NodeState.Ejected);
    }

    [Fact]
    public async Task Nothing_is_repeated_after_a_response_head()
    {
        var headArrived = new TaskCompletionSource();
        await using var half = await TestNode.StartAsync("half", async context =>
        {
            context.Response.ContentLength = 1_000;
            await context.Response.WriteAsync("only this");
            await context.Response.Body.FlushAsync(context.RequestAborted);
            await headArrived.Task;
            context.Abort();
        });
        await using var good = await TestNode.StartAsync("good");
        await using var client = new TestClient([half, good]);
        var failures = 0;
        for (var i = 0; i < 2; i++)
        {
            using var response = await client.SendHeadAsync(HttpMethod.Get, "/");
            if (half.Requests == 1)
            {
                headArrived.TrySetResult();
            }

            try
            {
                await response.Content.ReadAsStringAsync();
            }
            catch (Exception exception) when (exception is HttpRequestException or IOException)
            {
                failures++;
            }
        }

        (failures, half.Requests, good.Requests).ShouldBe((1, 1, 1));
        client.State("half").ShouldBe(NodeState.Ejected);
        client.InFlight.ShouldBe(0);
    }

    [Fact]
    public async Task Attempts_and_budget_limit_retries()
    {
        await using var a = await TestNode.StartAsync("a", Break);
        await using var b = await TestNode.StartAsync("b", Break);
        await using var c = await TestNode.StartAsync("c", Break);
        using var recorder = new MetricRecorder(ScalingHttpTelemetry.MeterName);
        await using var twice = new TestClient([a, b, c], static options => options.MaximumAttempts = 2);
        await Should.ThrowAsync<HttpRequestException>(() => twice.Client.GetStringAsync(Root));
        (a.Requests + b.Requests + c.Requests).ShouldBe(2);
        recorder.Sum(ScalingHttpTelemetry.RetriesDenied, (ScalingHttpTelemetry.BalancerTag, twice.Name), (ScalingHttpTelemetry.ReasonTag, "attempts")).ShouldBe(1);

        await using var poor = new TestClient([a, b, c], static options => options.RetryBudget.Burst = 0);
        await Should.ThrowAsync<HttpRequestException>(() => poor.Client.GetStringAsync(Root));
        (a.Requests + b.Requests + c.Requests).ShouldBe(3);
        poor.Logs.WithEvent(3101).Single().Message.ShouldContain("RetryBudget");
        recorder.Sum(ScalingHttpTelemetry.RetriesDenied, (ScalingHttpTelemetry.BalancerTag, poor.Name), (ScalingHttpTelemetry.ReasonTag, "budget")).ShouldBe(1);

        await using var single = new TestClient([a]);
        await Should.ThrowAsync<HttpRequestException>(() => single.Client.GetStringAsync(Root));
        recorder.Sum(ScalingHttpTelemetry.RetriesDenied, (ScalingHttpTelemetry.BalancerTag, single.Name), (ScalingHttpTelemetry.ReasonTag, "no_node")).ShouldBe(1);
        single.InFlight.ShouldBe(0);
    }

    [Fact]
    public async Task A_silent_node_is_left_at_the_attempt_timeout()
    {
        var time = new ManualTimeProvider();
        var entered = new TaskCompletionSource();
        await using var silent = await TestNode.StartAsync("silent", async context =>
        {
            entered.TrySetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted);
        });
        await using var good = await TestNode.StartAsync("good");
        await using var client = new TestClient([silent, good], static options => options.AttemptTimeout = TimeSpan.FromSeconds(3), time);
        var requests = new[] { client.Client.GetStringAsync(Root), client.Client.GetStringAsync(Root) };
        await entered.Task.WaitAsync(TimeSpan.FromSeconds(30), TimeProvider.System);
        await Task.WhenAny(requests).WaitAsync(TimeSpan.FromSeconds(30), TimeProvider.System);
        time.Advance(TimeSpan.FromSeconds(3));
        (await Task.WhenAll(requests)).ShouldBe(["good", "good"]);
        client.Balancer.GetMetrics().Failures.ShouldBe(1);
    }

    [Fact]
    public async Task An_attempt_timeout_that_cannot_be_retried_names_its_option()
    {
        var time = new ManualTimeProvider();
        var entered = new TaskCompletionSource();
        await using var silent = await TestNode.StartAsync("silent", async context =>
        {
            entered.TrySetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted);
        });
        await using var client = new TestClient([silent], static options => options.AttemptTimeout = TimeSpan.FromSeconds(3), time);
        var posting = client.SendHeadAsync(HttpMethod.Post, "/", new StringContent("order"));
        await entered.Task.WaitAsync(TimeSpan.FromSeconds(30), TimeProvider.System);
        time.Advance(TimeSpan.FromSeconds(3));
        var exception = await Assert.ThrowsAsync<TaskCanceledException>(() => posting);
        exception.InnerException.ShouldBeOfType<TimeoutException>().Message.ShouldContain("AttemptTimeout");
    }

    [Fact]
    public async Task Cancellation_by_the_caller_neither_retries_nor_blames()
    {
        var entered = new TaskCompletionSource();
        await using var slow = await TestNode.StartAsync("slow", async context =>
        {
            entered.TrySetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted);
        });
        await using var client = new TestClient([slow]);
        using var cancellation = new CancellationTokenSource();
        var sending = client.SendHeadAsync(HttpMethod.Get, "/", cancellationToken: cancellation.Token);
        await entered.Task.WaitAsync(TimeSpan.FromSeconds(30), TimeProvider.System);
        client.InFlight.ShouldBe(1);
        await cancellation.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => sending);
        client.InFlight.ShouldBe(0);
        (client.Balancer.GetMetrics().Failures, slow.Requests).ShouldBe((0, 1));
    }

    private static Task Break(HttpContext context)
    {
        context.Abort();
        return Task.CompletedTask;
    }
}
