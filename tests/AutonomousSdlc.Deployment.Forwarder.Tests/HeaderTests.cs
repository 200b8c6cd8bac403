using AutonomousSdlc.Deployment.Forwarder.Tests.Support;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace AutonomousSdlc.Deployment.Forwarder.Tests;

public sealed class HeaderTests
{
    [Fact]
    public async Task Fields_of_one_connection_do_not_pass_to_the_upstream()
    {
        var seen = await SeenByUpstreamAsync(
            "GET / HTTP/1.0\r\nHost: shop.example\r\nConnection: X-Secret-Hop\r\nX-Secret-Hop: 1\r\nKeep-Alive: timeout=5\r\n"
            + "Proxy-Connection: keep-alive\r\nProxy-Authorization: Basic xyz\r\nTE: trailers\r\nUpgrade: h2c\r\nHTTP2-Settings: AAA\r\nX-Kept: yes\r\n\r\n");

        seen["X-Kept"].ToString().ShouldBe("yes");
        string[] removed = ["X-Secret-Hop", "Keep-Alive", "Proxy-Connection", "Proxy-Authorization", "TE", "Upgrade", "HTTP2-Settings", "Connection"];
        seen.Keys.Intersect(removed, StringComparer.OrdinalIgnoreCase).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_client_cannot_remove_our_fields_by_calling_them_per_connection()
    {
        var seen = await SeenByUpstreamAsync("GET / HTTP/1.0\r\nHost: shop.example\r\nConnection: X-Forwarded-For, Via, Host\r\n\r\n");

        seen["X-Forwarded-For"].ToString().ShouldBe("127.0.0.1");
        seen["Via"].ToString().ShouldBe("1.0 forwarder");
        seen.Host.ToString().ShouldBe("shop.example");
    }

    [Fact]
    public async Task Forwarded_fields_of_an_untrusted_client_are_replaced()
    {
        var seen = await SeenByUpstreamAsync(
            "GET / HTTP/1.1\r\nHost: shop.example\r\nConnection: close\r\nX-Forwarded-For: 6.6.6.6\r\nX-Forwarded-Proto: https\r\nX-Forwarded-Host: evil\r\n"
            + "X-Forwarded-Prefix: /admin\r\nForwarded: for=6.6.6.6\r\nVia: 1.0 outer\r\n\r\n");

        seen["X-Forwarded-For"].ToString().ShouldBe("127.0.0.1");
        seen["X-Forwarded-Proto"].ToString().ShouldBe("http");
        seen["X-Forwarded-Host"].ToString().ShouldBe("shop.example");
        seen.ContainsKey("X-Forwarded-Prefix").ShouldBeFalse();
        seen.ContainsKey("Forwarded").ShouldBeFalse();
        seen["Via"].ToString().ShouldBe("1.0 outer, 1.1 forwarder");
    }

    [Fact]
    public async Task Forwarded_fields_of_a_trusted_proxy_are_kept_and_ours_appended()
    {
        var seen = await SeenByUpstreamAsync(
            "GET / HTTP/1.1\r\nHost: inner\r\nConnection: close\r\nX-Forwarded-For: 9.9.9.9\r\nX-Forwarded-Proto: https\r\nX-Forwarded-Host: shop.example\r\nX-Forwarded-Prefix: /shop\r\n\r\n",
            options => options.TrustForwardedHeaders = true);

        seen["X-Forwarded-For"].ToString().ShouldBe("9.9.9.9, 127.0.0.1");
        seen["X-Forwarded-Proto"].ToString().ShouldBe("https, http");
        seen["X-Forwarded-Host"].ToString().ShouldBe("shop.example, inner");
        seen["X-Forwarded-Prefix"].ToString().ShouldBe("/shop");
    }

    [Fact]
    public async Task The_upstream_can_be_given_its_own_host()
    {
        var seen = await SeenByUpstreamAsync(
            "GET / HTTP/1.1\r\nHost: shop.example\r\nConnection: close\r\n\r\n", options => options.HostHeader = HostHeaderPolicy.Upstream);

        seen.Host.ToString().ShouldStartWith("127.0.0.1:");
        seen["X-Forwarded-Host"].ToString().ShouldBe("shop.example");
    }

    [Fact]
    public async Task The_request_target_and_field_bytes_pass_unchanged()
    {
        string? target = null;
        string? latin = null;
        await using var backend = await Backend.StartAsync(context =>
        {
            target = context.Features.Get<IHttpRequestFeature>()!.RawTarget;
            latin = context.Request.Headers["X-Name"];
            context.Response.Headers["X-Answer"] = "plain";
            return Task.CompletedTask;
        });
        await using var setup = await ForwarderSetup.InFrontOfAsync(backend);

        await RawClient.ExchangeAsync(setup.Forwarder.Address, "GET /a%2Fb/%41/..%2e/x?q=%20+&r=a|b HTTP/1.1\r\nHost: h\r\nConnection: close\r\nX-Name: plain; q=\"1\"\r\n\r\n");

        target.ShouldBe("/a%2Fb/%41/..%2e/x?q=%20+&r=a|b");
        latin.ShouldBe("plain; q=\"1\"");
    }

    [Fact]
    public async Task An_absolute_request_target_is_reduced_to_its_path()
    {
        string? target = null;
        await using var backend = await Backend.StartAsync(context =>
        {
            target = context.Features.Get<IHttpRequestFeature>()!.RawTarget;
            return Task.CompletedTask;
        });
        await using var setup = await ForwarderSetup.InFrontOfAsync(backend);

        var answer = await RawClient.ExchangeAsync(setup.Forwarder.Address, "GET http://h/x?y=1 HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");

        answer.ShouldStartWith("HTTP/1.1 200");
        target.ShouldBe("/x?y=1");
    }

    [Fact]
    public async Task Fields_of_the_upstreams_connection_do_not_pass_to_the_client()
    {
        await using var backend = await RawBackend.StartAsync(
            "HTTP/1.1 200 Fine\r\nConnection: X-Hop\r\nX-Hop: 1\r\nKeep-Alive: timeout=5\r\nAlt-Svc: h3=\":443\"\r\nProxy-Authenticate: Basic\r\nTransfer-Encoding: chunked\r\n"
            + "Set-Cookie: a=1\r\nSet-Cookie: b=2\r\nX-Latin: caf\u00e9\r\nVia: 1.1 inner\r\n\r\n2\r\nok\r\n0\r\n\r\n");
        await using var setup = await ForwarderSetup.StartAsync();
        await setup.RouteAsync("blue", backend.Address);

        var answer = await RawClient.ExchangeAsync(setup.Forwarder.Address, "GET / HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");

        answer.ShouldStartWith("HTTP/1.1 200 Fine\r\n");
        answer.ShouldContain("Set-Cookie: a=1\r\nSet-Cookie: b=2\r\n");
        answer.ShouldContain("X-Latin: caf\u00e9\r\n");
        answer.ShouldContain("Via: 1.1 inner, 1.1 forwarder\r\n");
        string[] removed = ["X-Hop", "Keep-Alive", "Alt-Svc", "Proxy-Authenticate"];
        removed.Where(name => answer.Contains(name, StringComparison.OrdinalIgnoreCase)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_length_beside_a_chunked_body_is_dropped()
    {
        await using var backend = await RawBackend.StartAsync("HTTP/1.1 200 OK\r\nContent-Length: 99\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n");
        await using var setup = await ForwarderSetup.StartAsync();
        await setup.RouteAsync("blue", backend.Address);

        (await setup.GetTextAsync()).ShouldBe("ok");
    }

    [Fact]
    public async Task Split_cookies_become_one_line()
    {
        var seen = await SeenByUpstreamAsync("GET / HTTP/1.1\r\nHost: h\r\nConnection: close\r\nCookie: a=1\r\nCookie: b=2\r\n\r\n");

        seen.Cookie.ToString().ShouldBe("a=1; b=2");
    }

    [Fact]
    public async Task Content_fields_pass_without_a_body()
    {
        var seen = await SeenByUpstreamAsync("GET / HTTP/1.1\r\nHost: h\r\nConnection: close\r\nContent-Type: text/odd\r\nTraceparent: 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01\r\n\r\n");

        seen.ContentType.ToString().ShouldBe("text/odd");
        seen.TraceParent.ToString().ShouldBe("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
    }

    private static async Task<IHeaderDictionary> SeenByUpstreamAsync(string request, Action<ForwarderOptions>? configure = null)
    {
        var seen = new HeaderDictionary();
        await using var backend = await Backend.StartAsync(context =>
        {
            foreach (var (name, value) in context.Request.Headers)
            {
                seen[name] = value;
            }

            return Task.CompletedTask;
        });
        await using var setup = await ForwarderSetup.InFrontOfAsync(backend, configure);
        var answer = await RawClient.ExchangeAsync(setup.Forwarder.Address, request);
        answer.ShouldStartWith("HTTP/1.1 200");
        return seen;
    }
}
