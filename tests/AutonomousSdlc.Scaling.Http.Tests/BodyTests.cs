using System.Net;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Http;

namespace AutonomousSdlc.Scaling.Http.Tests;

public sealed class BodyTests
{
    private static readonly Uri Root = new("http://orders/");

    [Fact]
    public async Task The_lease_lasts_until_the_body_was_read()
    {
        await using var node = await StartLargeAsync();
        await using var client = new TestClient([node]);
        using var response = await client.SendHeadAsync(HttpMethod.Get, "/");
        response.Content.Headers.ContentType!.MediaType.ShouldBe("text/plain");
        response.Content.Headers.ContentLanguage.ShouldBe(["de", "en"]);
        response.Content.Headers.ContentLength.ShouldBe(200_000);
        client.InFlight.ShouldBe(1);
        await using var stream = await response.Content.ReadAsStreamAsync();
        var buffer = new byte[1_000];
        var read = 0;
        int count;
        while ((count = await stream.ReadAsync(buffer)) > 0)
        {
            client.InFlight.ShouldBe(1);
            read += count;
        }

        read.ShouldBe(200_000);
        client.InFlight.ShouldBe(0);
        client.Balancer.GetMetrics().Nodes.Single().Successes.ShouldBe(1);
    }

    [Theory]
    [InlineData("buffer")]
    [InlineData("copy")]
    [InlineData("copy-sync")]
    [InlineData("read-sync")]
    [InlineData("read-array")]
    [InlineData("dispose")]
    [InlineData("dispose-stream")]
    public async Task Every_way_to_end_a_body_ends_the_lease_once(string way)
    {
        await using var node = await StartLargeAsync();
        await using var client = new TestClient([node]);
        using (var response = await client.SendHeadAsync(HttpMethod.Get, "/"))
        {
            client.InFlight.ShouldBe(1);
            await EndAsync(response, way);
            client.InFlight.ShouldBe(0);
        }

        client.InFlight.ShouldBe(0);
        var metrics = client.Balancer.GetMetrics().Nodes.Single();
        (metrics.Picks, metrics.Successes).ShouldBe((1, 1));
    }

    [Theory]
    [InlineData("HEAD", HttpStatusCode.OK)]
    [InlineData("GET", HttpStatusCode.NoContent)]
    [InlineData("GET", HttpStatusCode.NotModified)]
    public async Task Answers_without_a_body_end_the_lease_at_once(string method, HttpStatusCode status)
    {
        await using var node = await TestNode.StartAsync("empty", context =>
        {
            context.Response.StatusCode = (int)status;
            return Task.CompletedTask;
        });
        await using var client = new TestClient([node]);
        using var response = await client.SendHeadAsync(new HttpMethod(method), "/");
        client.InFlight.ShouldBe(0);
    }

    [Fact]
    public async Task An_abandoned_response_gives_its_lease_back_to_the_collector()
    {
        await using var node = await StartLargeAsync();
        await using var client = new TestClient([node]);
        await AbandonAsync(client);
        client.InFlight.ShouldBe(1);
        for (var i = 0; i < 20 && client.InFlight > 0; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        client.InFlight.ShouldBe(0);
        client.Balancer.GetMetrics().Nodes.Single().Neutral.ShouldBe(1);
    }

    [Fact]
    public async Task Canceling_a_read_does_not_blame_the_node()
    {
        await using var node = await TestNode.StartAsync("stalling", static async context =>
        {
            await context.Response.WriteAsync("first");
            await context.Response.Body.FlushAsync(context.RequestAborted);
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted);
        });
        await using var client = new TestClient([node]);
        using var response = await client.SendHeadAsync(HttpMethod.Get, "/");
        await using var stream = await response.Content.ReadAsStreamAsync();
        var buffer = new byte[100];
        (await stream.ReadAsync(buffer)).ShouldBe(5);
        using var cancellation = new CancellationTokenSource();
        var reading = stream.ReadAsync(buffer, cancellation.Token).AsTask();
        await cancellation.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => reading);
        client.InFlight.ShouldBe(0);
        client.Balancer.GetMetrics().Failures.ShouldBe(0);
    }

    private static async Task EndAsync(HttpResponseMessage response, string way)
    {
        switch (way)
        {
            case "buffer":
                await response.Content.LoadIntoBufferAsync();
                (await response.Content.ReadAsStringAsync()).Length.ShouldBe(200_000);
                break;
            case "copy":
                await response.Content.CopyToAsync(Stream.Null);
                break;
            case "copy-sync":
                response.Content.CopyTo(Stream.Null, null, CancellationToken.None);
                break;
            case "read-sync":
                await using (var stream = response.Content.ReadAsStream())
                {
                    while (stream.ReadByte() >= 0)
                    {
                        stream.CanRead.ShouldBeTrue();
                    }
                }

                break;
            case "read-array":
                await using (var stream = await response.Content.ReadAsStreamAsync())
                {
                    var buffer = new byte[5_000];
#pragma warning disable CA1835 // The overload over arrays is under test.
                    while (await stream.ReadAsync(buffer, 0, buffer.Length, CancellationToken.None) > 0)
                    {
                        stream.CanSeek.ShouldBeFalse();
                    }
#pragma warning restore CA1835
                }

                break;
            case "dispose-stream":
                await using (var stream = await response.Content.ReadAsStreamAsync())
                {
                    stream.CanWrite.ShouldBeFalse();
                }

                break;
            default:
                response.Dispose();
                break;
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task AbandonAsync(TestClient client)
    {
        var response = await client.Invoker.SendAsync(new HttpRequestMessage(HttpMethod.Get, Root), CancellationToken.None);
        response.IsSuccessStatusCode.ShouldBeTrue();
    }

    private static Task<TestNode> StartLargeAsync() => TestNode.StartAsync("large", static context =>
    {
        context.Response.ContentType = "text/plain";
        context.Response.Headers.ContentLanguage = new[] { "de", "en" };
        context.Response.ContentLength = 200_000;
        return context.Response.WriteAsync(new string('x', 200_000));
    });
}
