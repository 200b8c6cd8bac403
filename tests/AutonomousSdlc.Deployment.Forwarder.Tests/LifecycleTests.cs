using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using AutonomousSdlc.Deployment.Forwarder.Internal;
using AutonomousSdlc.Deployment.Forwarder.Tests.Support;
using AutonomousSdlc.Testing;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace AutonomousSdlc.Deployment.Forwarder.Tests;

public sealed class LifecycleTests
{
    [Theory]
    [InlineData("http://127.0.0.1:8080", "127.0.0.1", 8080)]
    [InlineData("http://127.0.0.1:8080/", "127.0.0.1", 8080)]
    [InlineData("http://localhost:0", "localhost", 0)]
    [InlineData("http://*:80", "*", 80)]
    [InlineData("http://[::1]:5000", "[::1]", 5000)]
    public void Addresses_are_understood(string text, string host, int port)
    {
        var address = ListenAddress.TryParse(text).ShouldNotBeNull();

        (address.Host, address.Port).ShouldBe((host, port));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("https://127.0.0.1:80")]
    [InlineData("http://127.0.0.1")]
    [InlineData("http://127.0.0.1:65536")]
    [InlineData("http://127.0.0.1:-1")]
    [InlineData("http://shop.example:80")]
    [InlineData("http://1:80")]
    [InlineData("http://:80")]
    [InlineData("http://127.0.0.1:80/path")]
    public void Other_addresses_are_not(string? text) => ListenAddress.TryParse(text).ShouldBeNull();

    [Theory]
    [InlineData("http://*:0")]
    [InlineData("http://localhost:0")]
    [InlineData("http://127.0.0.1:0")]
    public async Task Every_kind_of_address_can_be_listened_on(string listen)
    {
        await using var backend = await Backend.SayingAsync("ok");
        await using var setup = await ForwarderSetup.InFrontOfAsync(backend, options => options.Listen = listen);

        (await setup.GetTextAsync()).ShouldBe("ok");
    }

    [Fact]
    public async Task An_address_in_use_is_named_with_a_remedy()
    {
        await using var first = await ForwarderSetup.StartAsync();
        var listen = first.Forwarder.Address.GetLeftPart(UriPartial.Authority);

        var error = await Should.ThrowAsync<ForwarderException>(() => ForwarderSetup.StartAsync(options => options.Listen = listen));

        error.Message.ShouldContain(listen);
        error.Message.ShouldContain("choose another port");
    }

    [Fact]
    public async Task Starting_and_stopping_twice_is_harmless_and_a_stopped_one_stays_stopped()
    {
        await using var forwarder = new KestrelForwarder(new ForwarderOptions());
        await forwarder.StopAsync();
        await forwarder.StartAsync();
        await forwarder.StartAsync();
        await forwarder.StopAsync();
        await forwarder.StopAsync();

        await Should.ThrowAsync<InvalidOperationException>(() => forwarder.StartAsync());
        await forwarder.DisposeAsync();
        await Should.ThrowAsync<ObjectDisposedException>(() => forwarder.StartAsync());
    }

    [Fact]
    public async Task Stopping_lets_requests_in_flight_end()
    {
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var slow = await Backend.StartAsync(async context =>
        {
            await context.Response.StartAsync();
            await context.Response.Body.FlushAsync();
            await release.Task;
            await context.Response.Body.WriteAsync("end"u8.ToArray());
        });
        await using var setup = await ForwarderSetup.InFrontOfAsync(slow, options => options.ShutdownTimeout = TimeSpan.FromSeconds(20));
        using var response = await setup.GetAsync("/", HttpCompletionOption.ResponseHeadersRead);

        var stop = setup.Forwarder.StopAsync();
        stop.IsCompleted.ShouldBeFalse();
        release.SetResult();

        (await response.Content.ReadAsStringAsync()).ShouldBe("end");
        await stop.WithinDeadlineAsync();
    }

    [Fact]
    public async Task Clients_may_speak_http2_over_tls_to_http1_upstreams()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2100, 1, 1, 0, 0, 0, TimeSpan.Zero));
        string? proto = null;
        await using var backend = await Backend.StartAsync(context =>
        {
            proto = context.Request.Headers["X-Forwarded-Proto"];
            return Microsoft.AspNetCore.Http.HttpResponseWritingExtensions.WriteAsync(context.Response, context.Request.Protocol);
        });
        await using var setup = await ForwarderSetup.InFrontOfAsync(backend, options => options.ConfigureListener = listen =>
        {
            listen.Protocols = HttpProtocols.Http1AndHttp2;
            listen.UseHttps(certificate);
        });
        setup.Forwarder.Address.Scheme.ShouldBe("https");
        using var handler = new SocketsHttpHandler();
        handler.SslOptions.RemoteCertificateValidationCallback = (_, presented, _, _) => presented?.GetCertHashString() == certificate.GetCertHashString();
        using var client = new HttpClient(handler) { DefaultRequestVersion = HttpVersion.Version20, DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact };

        (await client.GetStringAsync(setup.Forwarder.Address)).ShouldBe("HTTP/1.1");
        proto.ShouldBe("https");
    }

    [Fact]
    public async Task Metrics_tell_requests_outcomes_weights_and_durations()
    {
        using var metrics = new MetricRecorder(ForwarderTelemetry.MeterName);
        await using var backend = await Backend.StartAsync(context =>
        {
            context.Response.StatusCode = context.Request.Path == "/bad" ? 500 : 200;
            return Task.CompletedTask;
        });
        var name = $"metered-{Guid.NewGuid():N}";
        await using var setup = await ForwarderSetup.StartAsync(name: name);
        (await setup.GetAsync()).Dispose();
        await setup.RouteAsync("blue", backend.Address);
        (await setup.GetAsync()).Dispose();
        (await setup.GetAsync("/bad")).Dispose();
        await Eventually.HoldsAsync(async () => (await setup.ObserveAsync("blue")).InFlight == 0);

        metrics.Collect();

        (string, object?) forwarder = (ForwarderTelemetry.ForwarderTag, name);
        (string, object?) blue = (ForwarderTelemetry.SlotTag, "blue");
        metrics.Last(ForwarderTelemetry.Requests, forwarder, blue, (ForwarderTelemetry.OutcomeTag, "success")).ShouldBe(1);
        metrics.Last(ForwarderTelemetry.Requests, forwarder, blue, (ForwarderTelemetry.OutcomeTag, "failure")).ShouldBe(1);
        metrics.Last(ForwarderTelemetry.Requests, forwarder, blue, (ForwarderTelemetry.OutcomeTag, "client_aborted")).ShouldBe(0);
        metrics.Last(ForwarderTelemetry.InFlight, forwarder, blue).ShouldBe(0);
        metrics.Last(ForwarderTelemetry.Weight, forwarder, blue).ShouldBe(100);
        metrics.Sum(ForwarderTelemetry.Refused, forwarder, (ForwarderTelemetry.ReasonTag, "destination_unavailable")).ShouldBe(1);
        metrics.Measurements.Count(m => m.Instrument == ForwarderTelemetry.RequestDuration && m.HasTag(ForwarderTelemetry.ForwarderTag, name)).ShouldBe(2);
    }

    [Fact]
    public async Task Requests_are_not_logged_one_by_one()
    {
        await using var backend = await Backend.SayingAsync("ok");
        await using var setup = await ForwarderSetup.InFrontOfAsync(backend);
        var before = setup.Logs.Entries.Count;

        await setup.GetTextAsync();
        await setup.GetTextAsync();

        setup.Logs.Entries.Count.ShouldBe(before);
    }
}
