using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace AutonomousSdlc.Scaling.Http.Tests;

public sealed class RegistrationTests
{
    [Fact]
    public async Task One_line_balances_a_named_client()
    {
        await using var a = await TestNode.StartAsync("a");
        await using var b = await TestNode.StartAsync("b");
        var services = new ServiceCollection();
        services.AddHttpClient("orders", static client => client.BaseAddress = new Uri("http://orders/"))
            .AddLoadBalancing(balancer => balancer.AddNodes(a.Address.AbsoluteUri, b.Address.AbsoluteUri).UsePolicy(BalancingPolicies.RoundRobin));
        await using var provider = services.BuildServiceProvider();
        for (var i = 0; i < 4; i++)
        {
            using var client = provider.GetRequiredService<IHttpClientFactory>().CreateClient("orders");
            (await client.GetStringAsync(new Uri("/", UriKind.Relative))).ShouldBeOneOf("a", "b");
        }

        (a.Requests, b.Requests).ShouldBe((2, 2));
        provider.GetRequiredKeyedService<ILoadBalancer>("orders").GetMetrics().Picks.ShouldBe(4);
    }

    [Fact]
    public async Task Clients_may_share_a_balancer_and_the_last_call_for_a_client_counts()
    {
        await using var a = await TestNode.StartAsync("a");
        var services = new ServiceCollection();
        services.AddLoadBalancer("pool").AddNodes(a.Address.AbsoluteUri);
        services.AddLoadBalancer("empty");
        services.AddHttpClient("one").AddLoadBalancing("empty").AddLoadBalancing("pool");
        services.AddHttpClient("two").AddLoadBalancing("pool", static options => options.MaximumAttempts = 1);
        await using var provider = services.BuildServiceProvider();
        foreach (var name in new[] { "one", "two" })
        {
            using var client = provider.GetRequiredService<IHttpClientFactory>().CreateClient(name);
            (await client.GetStringAsync(new Uri("http://anything/"))).ShouldBe("a");
        }

        provider.GetRequiredKeyedService<ILoadBalancer>("pool").GetMetrics().Picks.ShouldBe(2);
    }

    [Fact]
    public void Bad_options_fail_when_the_client_is_made()
    {
        var services = new ServiceCollection();
        services.AddHttpClient("one").AddLoadBalancing("pool", static options => options.MaximumAttempts = 99);
        services.AddLoadBalancer("pool");
        using var provider = services.BuildServiceProvider();
        Should.Throw<OptionsValidationException>(() => provider.GetRequiredService<IHttpClientFactory>().CreateClient("one")).Message.ShouldContain("MaximumAttempts");
        Should.Throw<ArgumentException>(() => services.AddHttpClient("two").AddLoadBalancing(string.Empty));
    }
}
