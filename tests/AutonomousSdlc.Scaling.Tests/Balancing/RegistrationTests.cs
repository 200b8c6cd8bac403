using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace AutonomousSdlc.Scaling.Tests.Balancing;

public sealed class RegistrationTests
{
    [Fact]
    public async Task A_plain_service_collection_is_enough()
    {
        await using var provider = new ServiceCollection()
            .AddLoadBalancer("orders", static balancer => balancer
                .AddNodes("http://127.0.0.1:5001", "http://127.0.0.1:5002")
                .AddNode("big", new Uri("http://127.0.0.1:5003"), static node => node.Weight = 2)
                .UsePolicy(BalancingPolicies.RoundRobin))
            .BuildServiceProvider();
        var balancer = provider.GetRequiredKeyedService<ILoadBalancer>("orders");
        balancer.Policy.ShouldBe(BalancingPolicies.RoundRobin);
        balancer.Name.ShouldBe("orders");
        balancer.Registry.ShouldBeSameAs(provider.GetRequiredKeyedService<INodeRegistry>("orders"));
        balancer.Registry.Name.ShouldBe("orders");
        balancer.Registry.Current.Nodes.Select(static node => node.Id).ShouldBe(["127.0.0.1:5001", "127.0.0.1:5002", "big"]);
        balancer.Registry.Current.Find("big")!.Descriptor.Weight.ShouldBe(2);
        balancer.Acquire().Release().ShouldBeTrue();
    }

    [Fact]
    public void Names_are_balancers_of_their_own_and_repeating_a_call_does_no_harm()
    {
        var services = new ServiceCollection();
        for (var i = 0; i < 2; i++)
        {
            services.AddLoadBalancer("a", static balancer => balancer.AddNodes("http://a:1"));
            services.AddLoadBalancer("b").AddNodes("http://b:1", "http://b:2").ConfigureEjection(static ejection => ejection.Enabled = false);
        }

        using var provider = services.BuildServiceProvider();
        provider.GetRequiredKeyedService<ILoadBalancer>("a").Registry.Current.Nodes.Length.ShouldBe(1);
        provider.GetRequiredKeyedService<INodeRegistry>("b").Current.Nodes.Length.ShouldBe(2);
        services.Count(static service => service.IsKeyedService && service.ServiceType == typeof(ILoadBalancer)).ShouldBe(2);
    }

    [Fact]
    public void The_default_balancer_needs_no_key()
    {
        using var provider = new ServiceCollection()
            .AddLoadBalancer(static options => options.Policy = BalancingPolicies.LeastRequests)
            .AddNodes("http://a:1")
            .Services.BuildServiceProvider();
        var balancer = provider.GetRequiredService<ILoadBalancer>();
        balancer.Policy.ShouldBe(BalancingPolicies.LeastRequests);
        balancer.Registry.ShouldBeSameAs(provider.GetRequiredService<INodeRegistry>());
        balancer.Name.ShouldBe(LoadBalancerServiceCollectionExtensions.DefaultName);
    }

    [Fact]
    public void Configuration_binds_nodes_and_ejection()
    {
        var section = Section(new()
        {
            ["Policy"] = "RoundRobin",
            ["Seed"] = "7",
            ["MinimumHealthyRatio"] = "0.25",
            ["Ejection:BaseTime"] = "00:00:01",
            ["Nodes:0:Id"] = "one",
            ["Nodes:0:Address"] = "http://10.0.0.1:80",
            ["Nodes:0:Zone"] = "eu-1",
            ["Nodes:0:Labels:version"] = "2",
            ["Nodes:0:Capacity"] = "50",
            ["Nodes:0:CostPerHour"] = "0.12",
            ["Nodes:1:Address"] = "http://10.0.0.2:8080",
        });
        using var provider = new ServiceCollection().AddLoadBalancer("orders", section).Services.BuildServiceProvider();
        var nodes = provider.GetRequiredKeyedService<ILoadBalancer>("orders").Registry.Current.Nodes;
        nodes.Length.ShouldBe(2);
        var one = nodes[0].Descriptor;
        (one.Id, one.Zone, one.Labels["version"], one.Capacity, one.CostPerHour).ShouldBe(("one", "eu-1", "2", 50, 0.12m));
        nodes[1].Id.ShouldBe("10.0.0.2:8080");
    }

    [Fact]
    public async Task All_errors_are_reported_at_once_when_the_host_starts()
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddLoadBalancer("orders", Section(new()
        {
            ["Policy"] = "fastest",
            ["MinimumHealthyRatio"] = "1.5",
            ["Ejection:ConsecutiveFailures"] = "0",
            ["Ejection:BaseTime"] = "00:01:00",
            ["Nodes:0:Address"] = "http://a:1",
            ["Nodes:0:Id"] = "same",
            ["Nodes:1:Address"] = "http://b:1",
            ["Nodes:1:Id"] = "same",
            ["Nodes:1:Weight"] = "-1",
            ["Nodes:2:Id"] = "lost",
            ["Nodes:3:Address"] = "relative/path",
            ["Nodes:4:Address"] = "unix:///run/app.sock",
            ["Nodes:5:Address"] = "http://c:1",
            ["Nodes:5:CostPerHour"] = "-1",
        }));
        using var host = builder.Build();
        var errors = string.Join('\n', (await Should.ThrowAsync<OptionsValidationException>(() => host.StartAsync())).Failures);
        foreach (var part in new[]
        {
            "fastest", "PowerOfTwoChoices", "MinimumHealthyRatio", "ConsecutiveFailures", "BaseTime (00:01:00)", "MaximumTime (00:00:30)",
            "http://a:1", "Weight", "Nodes[3]", "unix:///run/app.sock", "CostPerHour (-1)",
        })
        {
            errors.ShouldContain(part);
        }

        errors.ShouldContain("Address field is required");
    }

    [Fact]
    public void Arguments_are_checked()
    {
        var services = new ServiceCollection();
        Should.Throw<ArgumentException>(() => services.AddLoadBalancer(" "));
        Should.Throw<ArgumentNullException>(() => services.AddLoadBalancer("a", (IConfiguration)null!));
        Should.Throw<ArgumentNullException>(() => services.AddLoadBalancer("a", (Action<ILoadBalancerBuilder>)null!));
        Should.Throw<ArgumentException>(() => services.AddLoadBalancer("a").UsePolicy(string.Empty));
        Should.Throw<UriFormatException>(() => services.AddLoadBalancer("a").AddNodes("not an address"));
        Should.Throw<ArgumentException>(() => services.AddLoadBalancer("a").AddNode(string.Empty, new Uri("http://a")));
    }

    private static IConfiguration Section(Dictionary<string, string?> values) =>
        new ConfigurationBuilder().AddInMemoryCollection(values).Build();
}
