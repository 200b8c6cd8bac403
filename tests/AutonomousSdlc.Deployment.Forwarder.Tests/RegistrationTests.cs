using AutonomousSdlc.Deployment.Forwarder.Tests.Support;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using NSubstitute;

namespace AutonomousSdlc.Deployment.Forwarder.Tests;

public sealed class RegistrationTests
{
    [Fact]
    public async Task A_plain_service_collection_is_enough()
    {
        await using var provider = new ServiceCollection().AddForwarder().BuildServiceProvider();

        var forwarder = provider.GetRequiredService<IForwarder>();
        await forwarder.StartAsync();

        forwarder.Address.IsLoopback.ShouldBeTrue();
        forwarder.Address.Port.ShouldBeGreaterThan(0);
        provider.GetRequiredKeyedService<IForwarder>("").ShouldBeSameAs(forwarder);
    }

    [Fact]
    public async Task The_host_starts_and_stops_every_forwarder_once()
    {
        var builder = Host.CreateEmptyApplicationBuilder(settings: null);
        builder.Services.AddForwarder().AddForwarder("shop").AddForwarder("shop");
        builder.Services.Count(service => service.ServiceType == typeof(IHostedService)).ShouldBe(1);
        using var host = builder.Build();

        await host.StartAsync();
        var forwarder = host.Services.GetRequiredKeyedService<IForwarder>("shop");
        forwarder.Name.ShouldBe("shop");
        forwarder.Address.ShouldNotBe(host.Services.GetRequiredService<IForwarder>().Address);
        await host.StopAsync();

        await Should.ThrowAsync<InvalidOperationException>(() => forwarder.StartAsync());
    }

    [Fact]
    public async Task Options_come_from_code_and_configuration()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["Seed"] = "7",
            ["ConnectTimeout"] = "00:00:02",
            ["HostHeader"] = "Upstream",
        }).Build();
        await using var provider = new ServiceCollection()
            .AddForwarder(configuration)
            .AddForwarder("shop", configuration)
            .AddForwarder(options => options.ViaName = "edge")
            .BuildServiceProvider();

        var options = provider.GetRequiredService<IOptionsMonitor<ForwarderOptions>>();
        (options.CurrentValue.Seed, options.CurrentValue.ConnectTimeout, options.CurrentValue.HostHeader, options.CurrentValue.ViaName)
            .ShouldBe((7UL, TimeSpan.FromSeconds(2), HostHeaderPolicy.Upstream, "edge"));
        options.Get("shop").Seed.ShouldBe(7UL);
    }

    [Fact]
    public void All_bad_options_are_reported_at_once()
    {
        var options = new ForwarderOptions
        {
            Listen = "tcp://here",
            ConnectTimeout = TimeSpan.FromMinutes(2),
            ResponseTimeout = TimeSpan.FromMinutes(1),
            ShutdownTimeout = TimeSpan.FromSeconds(-1),
            MaxConnections = 0,
            ConnectRetries = 11,
            ViaName = "a b",
            HostHeader = (HostHeaderPolicy)9,
            StateFile = " ",
            ControlSocket = "/" + new string('x', 200),
        };

        var error = Should.Throw<OptionsValidationException>(() => new KestrelForwarder(options));

        string[] named = ["tcp://here", "ConnectTimeout (00:02:00)", "ResponseTimeout (00:01:00)", "ShutdownTimeout", "MaxConnections", "ConnectRetries", "ViaName", "HostHeader", "StateFile", "ControlSocket"];
        named.Where(text => !error.Message.Contains(text, StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Fact]
    public void A_state_file_and_a_socket_of_the_same_path_are_refused() =>
        Should.Throw<OptionsValidationException>(() => new KestrelForwarder(new ForwarderOptions { StateFile = "/tmp/x", ControlSocket = "/tmp/x" }))
            .Message.ShouldContain("must be two files");

    [Fact]
    public async Task An_orchestrator_gets_the_forwarder_in_process_for_one_environment()
    {
        var (builder, factory) = Builder();
        builder.UseForwarder(options => options.Seed = 3).ShouldBeSameAs(builder);
        await using var provider = builder.Services.BuildServiceProvider();

        factory()(provider, Environment("production")).ShouldBeSameAs(provider.GetRequiredService<IForwarder>().Router);
        factory()(provider, Environment("production")).ShouldNotBeNull();
        Should.Throw<DeploymentConfigurationException>(() => factory()(provider, Environment("staging"))).Message.ShouldContain("UseForwarders");
    }

    [Fact]
    public async Task An_orchestrator_gets_one_forwarder_per_environment()
    {
        var (builder, factory) = Builder();
        builder.Services.AddForwarder("production").AddForwarder("staging");
        builder.UseForwarders(environment => environment.Name);
        await using var provider = builder.Services.BuildServiceProvider();

        factory()(provider, Environment("staging")).ShouldBeSameAs(provider.GetRequiredKeyedService<IForwarder>("staging").Router);
        factory()(provider, Environment("production")).ShouldBeSameAs(provider.GetRequiredKeyedService<IForwarder>("production").Router);
    }

    [UnixFact]
    public async Task An_orchestrator_gets_a_forwarder_process_by_its_socket()
    {
        using var directory = new PrivateDirectory();
        await using var setup = await ForwarderSetup.StartAsync(options => options.ControlSocket = directory.File("c.sock"));
        var (builder, factory) = Builder();
        builder.UseForwarderProcess(directory.File("c.sock"));
        await using var provider = builder.Services.BuildServiceProvider();

        var router = factory()(provider, Environment("production"));
        using var client = router.ShouldBeOfType<ForwarderControlClient>();
        (await client.GetAddressAsync()).ShouldBe(setup.Forwarder.Address);
    }

    private static DeploymentEnvironment Environment(string name) => new() { Name = name, Service = "shop" };

    private static (IDeploymentBuilder Builder, Func<Func<IServiceProvider, DeploymentEnvironment, ITrafficRouter>> Factory) Builder()
    {
        Func<IServiceProvider, DeploymentEnvironment, ITrafficRouter>? made = null;
        var builder = Substitute.For<IDeploymentBuilder>();
        builder.Name.Returns("");
        builder.Services.Returns(new ServiceCollection());
        builder.UseTrafficRouter(Arg.Do<Func<IServiceProvider, DeploymentEnvironment, ITrafficRouter>>(factory => made = factory)).Returns(builder);
        return (builder, () => made.ShouldNotBeNull());
    }
}
