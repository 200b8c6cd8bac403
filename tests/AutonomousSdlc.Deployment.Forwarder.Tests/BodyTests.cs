using System.Net;
using System.Security.Cryptography;
using AutonomousSdlc.Deployment.Forwarder.Tests.Support;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace AutonomousSdlc.Deployment.Forwarder.Tests;

public sealed class BodyTests
{
    private const int Chunk = 64 * 1024;
    private const int Chunks = 1024;

    [Fact]
    public async Task Big_bodies_stream_both_ways_unchanged_and_unbuffered()
    {
        await using var backend = await Backend.StartAsync(async context =>
        {
            if (HttpMethods.IsPost(context.Request.Method))
            {
                await context.Response.WriteAsync(await HashAsync(context.Request.Body));
                return;
            }

            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            using var content = new GeneratedContent(Chunk, Chunks, hash);
            await content.CopyToAsync(context.Response.Body);
        });
        await using var setup = await ForwarderSetup.InFrontOfAsync(backend);
        using var sent = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var before = GC.GetTotalMemory(forceFullCollection: true);

        using var upload = new GeneratedContent(Chunk, Chunks, sent);
        using var uploaded = await setup.Client.PostAsync(new Uri("/", UriKind.Relative), upload);
        var expected = Convert.ToHexString(sent.GetHashAndReset());
        (await uploaded.Content.ReadAsStringAsync()).ShouldBe(expected);

        using var download = await setup.GetAsync("/", HttpCompletionOption.ResponseHeadersRead);
        (await HashAsync(await download.Content.ReadAsStreamAsync())).ShouldBe(expected);
        (GC.GetTotalMemory(forceFullCollection: true) - before).ShouldBeLessThan((long)Chunk * Chunks / 2);
    }

    [Fact]
    public async Task The_head_of_a_response_does_not_wait_for_its_body()
    {
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var backend = await Backend.StartAsync(async context =>
        {
            await context.Response.StartAsync();
            await context.Response.Body.FlushAsync();
            await release.Task;
            await context.Response.WriteAsync("late");
        });
        await using var setup = await ForwarderSetup.InFrontOfAsync(backend);

        using var response = await setup.GetAsync("/", HttpCompletionOption.ResponseHeadersRead).WithinDeadlineAsync();
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await setup.ObserveAsync("blue")).InFlight.ShouldBe(1);
        release.SetResult();

        (await response.Content.ReadAsStringAsync()).ShouldBe("late");
    }

    [Fact]
    public async Task Each_event_of_a_stream_arrives_when_it_is_sent()
    {
        var next = new SemaphoreSlim(0);
        await using var backend = await Backend.StartAsync(async context =>
        {
            for (var i = 0; i < 3; i++)
            {
                await context.Response.WriteAsync($"event {i}\n");
                await context.Response.Body.FlushAsync();
                await next.WaitAsync();
            }
        });
        await using var setup = await ForwarderSetup.InFrontOfAsync(backend);

        using var response = await setup.GetAsync("/", HttpCompletionOption.ResponseHeadersRead);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync());
        for (var i = 0; i < 3; i++)
        {
            (await reader.ReadLineAsync().WithinDeadlineAsync()).ShouldBe($"event {i}");
            next.Release();
        }

        (await reader.ReadLineAsync()).ShouldBeNull();
        next.Dispose();
    }

    [Fact]
    public async Task A_client_that_asks_first_is_told_to_continue_by_the_upstream_or_not_at_all()
    {
        await using var backend = await Backend.StartAsync(async context =>
        {
            if (context.Request.Path == "/no")
            {
                context.Response.StatusCode = StatusCodes.Status403Forbidden;
                return;
            }

            using var reader = new StreamReader(context.Request.Body);
            await context.Response.WriteAsync(await reader.ReadToEndAsync());
        });
        await using var setup = await ForwarderSetup.InFrontOfAsync(backend);

        using (var yes = await RawClient.ConnectAsync(setup.Forwarder.Address))
        {
            await yes.SendAsync("POST /yes HTTP/1.1\r\nHost: h\r\nConnection: close\r\nExpect: 100-continue\r\nContent-Length: 4\r\n\r\n");
            (await yes.ReadUntilAsync("\r\n\r\n")).ShouldStartWith("HTTP/1.1 100 Continue");
            await yes.SendAsync("body");
            (await yes.ReadToEndAsync()).ShouldContain("body");
        }

        using var no = await RawClient.ConnectAsync(setup.Forwarder.Address);
        await no.SendAsync("POST /no HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nContent-Length: 5000\r\n\r\n");
        (await no.ReadUntilAsync("\r\n\r\n")).ShouldStartWith("HTTP/1.1 403");
    }

    [Theory]
    [InlineData("HEAD", 200)]
    [InlineData("GET", 304)]
    [InlineData("GET", 204)]
    [InlineData("GET", 205)]
    public async Task An_answer_without_a_body_keeps_the_connection_usable(string method, int status)
    {
        await using var backend = await Backend.StartAsync(context =>
        {
            context.Response.StatusCode = status;
            if (status is 200 or 304)
            {
                context.Response.ContentLength = 1234;
            }

            context.Response.Headers.ETag = "\"v1\"";
            return Task.CompletedTask;
        });
        await using var setup = await ForwarderSetup.InFrontOfAsync(backend);
        using var raw = await RawClient.ConnectAsync(setup.Forwarder.Address);

        for (var i = 0; i < 2; i++)
        {
            await raw.SendAsync($"{method} / HTTP/1.1\r\nHost: h\r\n\r\n");
            var head = await raw.ReadUntilAsync("\r\n\r\n");
            head.ShouldStartWith($"HTTP/1.1 {status}");
            head.ShouldContain("ETag: \"v1\"");
            head.EndsWith("\r\n\r\n", StringComparison.Ordinal).ShouldBeTrue();
            if (status is 200 or 304)
            {
                head.ShouldContain("Content-Length: 1234");
            }
        }
    }

    [Fact]
    public async Task Trailers_reach_clients_whose_protocol_can_take_them()
    {
        await using var backend = await Backend.StartAsync(
            async context =>
            {
                context.Request.Headers.TE.ToString().ShouldBe("trailers");
                await context.Response.WriteAsync("message");
                context.Response.AppendTrailer("grpc-status", "0");
            },
            HttpProtocols.Http2);
        await using var setup = await ForwarderSetup.InFrontOfAsync(backend, options =>
        {
            options.UpstreamHttp2 = true;
            options.ConfigureListener = listen => listen.Protocols = HttpProtocols.Http2;
        });
        using var request = new HttpRequestMessage(HttpMethod.Post, "/")
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new StringContent("call"),
        };
        request.Headers.TE.ParseAdd("trailers");

        using var response = await setup.Client.SendAsync(request);

        (await response.Content.ReadAsStringAsync()).ShouldBe("message");
        response.TrailingHeaders.GetValues("grpc-status").ShouldBe(["0"]);
    }

    [Fact]
    public async Task Both_directions_of_a_duplex_call_run_at_the_same_time()
    {
        await using var backend = await Backend.StartAsync(
            async context =>
            {
                await context.Response.StartAsync();
                await context.Response.Body.FlushAsync();
                await context.Request.Body.CopyToAsync(context.Response.Body);
            },
            HttpProtocols.Http2);
        await using var setup = await ForwarderSetup.InFrontOfAsync(backend, options =>
        {
            options.UpstreamHttp2 = true;
            options.ConfigureListener = listen => listen.Protocols = HttpProtocols.Http2;
        });
        using var content = new ConversationContent();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/")
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = content,
        };

        using var response = await setup.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead).WithinDeadlineAsync();
        await using var answers = await response.Content.ReadAsStreamAsync();
        var buffer = new byte[1];
        for (byte i = 1; i <= 3; i++)
        {
            await content.SayAsync(i);
            (await answers.ReadAsync(buffer).AsTask().WithinDeadlineAsync()).ShouldBe(1);
            buffer[0].ShouldBe(i);
        }

        content.End();
        (await answers.ReadAsync(buffer).AsTask().WithinDeadlineAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task A_conversation_may_fall_silent_where_a_sized_body_may_not()
    {
        await using var backend = await Backend.StartAsync(
            async context =>
            {
                await context.Response.Body.FlushAsync();
                await context.Request.Body.CopyToAsync(context.Response.Body);
            },
            HttpProtocols.Http2);
        await using var setup = await ForwarderSetup.InFrontOfAsync(backend, options =>
        {
            options.UpstreamHttp2 = true;
            options.ConfigureListener = listen =>
            {
                listen.Protocols = HttpProtocols.Http2;
                listen.KestrelServerOptions.Limits.MinRequestBodyDataRate = new MinDataRate(bytesPerSecond: 1000, gracePeriod: TimeSpan.FromSeconds(1.1));
            };
        });
        using var silent = new ConversationContent();
        using var conversation = await setup.Client.SendAsync(Http2Post(silent), HttpCompletionOption.ResponseHeadersRead).WithinDeadlineAsync();
        await using var answers = await conversation.Content.ReadAsStreamAsync();
        using var stalled = new ConversationContent();
        stalled.Headers.ContentLength = 100;

        // The stalled upload is ended by the rate limit, which tells that the silence was long enough for both. It has a
        // connection of its own, because Kestrel ends the whole connection.
        using var other = new HttpClient { BaseAddress = setup.Forwarder.Address };
        using var upload = await other.SendAsync(Http2Post(stalled), HttpCompletionOption.ResponseHeadersRead).WithinDeadlineAsync();
        await using var rest = await upload.Content.ReadAsStreamAsync();
        await Should.ThrowAsync<Exception>(() => rest.ReadExactlyAsync(new byte[100]).AsTask().WithinDeadlineAsync());

        await silent.SayAsync(7);
        var buffer = new byte[1];
        (await answers.ReadAsync(buffer).AsTask().WithinDeadlineAsync()).ShouldBe(1);
        buffer[0].ShouldBe((byte)7);
    }

    private static HttpRequestMessage Http2Post(HttpContent content) => new(HttpMethod.Post, "/")
    {
        Version = HttpVersion.Version20,
        VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        Content = content,
    };

    private static async Task<string> HashAsync(Stream stream) => Convert.ToHexString(await SHA256.HashDataAsync(stream));
}
