using AutonomousSdlc.Deployment.Tests.Fixtures;
using AutonomousSdlc.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace AutonomousSdlc.Deployment.Tests;

public sealed class RegistrationTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task A_plain_service_collection_is_enough()
    {
        var services = new ServiceCollection();
        services.AddDeployment(deployment => deployment
            .Configure(options => options.StateDirectory = _directory.Path)
            .AddEnvironment("production", "metered", environment => environment.Health.Interval = TimeSpan.FromMilliseconds(10))
            .UseInMemory()
            .AddGate("quality", _ => Task.FromResult(GateVerdict.Pass("12 checks passed."))));
        await using var provider = services.BuildServiceProvider();
        using var metrics = new MetricRecorder(DeploymentTelemetry.MeterName);

        var orchestrator = provider.GetRequiredService<IDeploymentOrchestrator>();
        var result = await orchestrator.DeployToProductionAsync("metered", "1.0.0", "production", replicas: 2);

        result.Status.ShouldBe(DeploymentStatus.Succeeded);
        result.Steps[0].Detail.ShouldBe("Gate 'quality': 12 checks passed.");
        provider.GetRequiredKeyedService<IDeploymentOrchestrator>(string.Empty).ShouldBeSameAs(orchestrator);
        metrics.Sum(DeploymentTelemetry.InProgress, (DeploymentTelemetry.ServiceTag, "metered")).ShouldBe(0);
        metrics.Sum(DeploymentTelemetry.Duration, (DeploymentTelemetry.StatusTag, "succeeded"), (DeploymentTelemetry.ServiceTag, "metered")).ShouldBeGreaterThan(0);
        metrics.Sum(DeploymentTelemetry.StepDuration, (DeploymentTelemetry.StepTag, "gates"), (DeploymentTelemetry.OutcomeTag, "done"), (DeploymentTelemetry.ServiceTag, "metered")).ShouldBeGreaterThan(0);
    }

    [Fact]
    public void Registering_twice_continues_the_same_composition()
    {
        var file = WriteFile("environment: production\nservice: shop");
        var services = new ServiceCollection();
        services.AddDeployment().AddEnvironmentFile(file);
        services.AddDeployment(deployment => deployment.AddEnvironmentFile(file).AddEnvironment("production", "shop", one => one.Replicas = 4).UseInMemory());
        using var provider = services.BuildServiceProvider();

        provider.GetServices<IDeploymentOrchestrator>().ShouldHaveSingleItem();
        var environment = provider.GetRequiredService<IOptions<DeploymentOptions>>().Value.Environments.ShouldHaveSingleItem();
        environment.Replicas.ShouldBe(4);
    }

    [Fact]
    public async Task Named_orchestrators_are_keyed_services_with_options_of_their_own()
    {
        var services = new ServiceCollection();
        services.AddDeployment("east", deployment => deployment.AddEnvironment("production", "shop").UseInMemory());
        services.AddDeployment("west", deployment => deployment.AddEnvironment("staging", "shop").UseInMemory());
        await using var provider = services.BuildServiceProvider();

        provider.GetService<IDeploymentOrchestrator>().ShouldBeNull();
        var east = provider.GetRequiredKeyedService<IDeploymentOrchestrator>("east");
        var west = provider.GetRequiredKeyedService<IDeploymentOrchestrator>("west");
        east.ShouldNotBeSameAs(west);
        (await east.PlanAsync(new DeploymentRequest { Service = "shop", Version = "1", Environment = "production" })).Slot.ShouldBe(Slots.Blue);
        await Should.ThrowAsync<DeploymentConfigurationException>(() => west.PlanAsync(new DeploymentRequest { Service = "shop", Version = "1", Environment = "production" }));
    }

    [Fact]
    public void Options_come_from_configuration()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Deployment:StateDirectory"] = _directory.Path,
            ["Deployment:HistoryLimit"] = "7",
            ["Deployment:Environments:0:Name"] = "production",
            ["Deployment:Environments:0:Service"] = "shop",
            ["Deployment:Environments:0:Strategy:Bake"] = "00:05:00",
        }).Build();
        var services = new ServiceCollection();
        services.AddDeployment(configuration.GetSection("Deployment")).UseInMemory();
        using var provider = services.BuildServiceProvider();

        var options = provider.GetRequiredService<IOptions<DeploymentOptions>>().Value;

        (options.StateDirectory, options.HistoryLimit).ShouldBe((_directory.Path, 7));
        options.Environments.ShouldHaveSingleItem().Strategy.Bake.ShouldBe(TimeSpan.FromMinutes(5));
        provider.GetRequiredService<IDeploymentOrchestrator>().ShouldNotBeNull();
    }

    [Fact]
    public void Unusable_options_are_reported_all_at_once()
    {
        var file = WriteFile("environment: production\nservice: shop\nreplica: 3");
        var services = new ServiceCollection();
        services.AddDeployment(deployment => deployment
            .AddEnvironmentFile(file)
            .AddEnvironment("staging", "shop", environment => environment.Replicas = 0)
            .Configure(options =>
            {
                options.StateDirectory = string.Empty;
                options.HistoryLimit = 0;
                options.Environments.Add(new DeploymentEnvironment { Name = "staging", Service = "shop" });
            }));
        using var provider = services.BuildServiceProvider();

        var exception = Should.Throw<OptionsValidationException>(() => provider.GetRequiredService<IDeploymentOrchestrator>());

        var failures = string.Join('\n', exception.Failures);
        failures.ShouldContain($"{file}:3:1: key 'replica' is unknown");
        failures.ShouldContain("Environment 'shop' in 'staging': replicas (0) must be between 1 and 1000.");
        failures.ShouldContain("Service 'shop' has 2 environments 'staging'");
        failures.ShouldContain("StateDirectory is empty");
        failures.ShouldContain("HistoryLimit");
    }

    [Fact]
    public async Task What_is_missing_from_a_composition_is_named()
    {
        var services = new ServiceCollection();
        services.AddDeployment(deployment => deployment.Configure(options => options.StateDirectory = _directory.Path).AddEnvironment("production", "shop"));
        await using var provider = services.BuildServiceProvider();
        var orchestrator = provider.GetRequiredService<IDeploymentOrchestrator>();

        var exception = await Should.ThrowAsync<DeploymentConfigurationException>(() => orchestrator.DeployToProductionAsync("shop", "1", "production", 1));

        exception.Message.ShouldContain("UseLocalProcesses");
        exception.Message.ShouldContain("UseForwarder");
    }

    [Fact]
    public async Task Local_processes_take_their_times_from_the_environment()
    {
        var services = new ServiceCollection();
        LocalProcessOptions? seen = null;
        services.AddDeployment(deployment => deployment
            .AddEnvironment("production", "shop", environment =>
            {
                environment.Health.Path = "/ready";
                environment.Drain.StopGrace = TimeSpan.FromSeconds(3);
            })
            .UseInMemory()
            .UseLocalProcesses("dotnet", "shop-{version}.dll")
            .UseLocalProcesses(options =>
            {
                options.Command = _ => new LocalProcessCommand { FileName = "dotnet" };
                seen = options;
            }));
        await using var provider = services.BuildServiceProvider();

        await provider.GetRequiredService<IDeploymentOrchestrator>()
            .PlanAsync(new DeploymentRequest { Service = "shop", Version = "1", Environment = "production" });

        (seen!.ReadinessPath, seen.StopGrace).ShouldBe(("/ready", TimeSpan.FromSeconds(3)));
    }

    [Fact]
    public void A_gate_needs_a_name_and_a_refusal_a_reason()
    {
        var builder = new ServiceCollection().AddDeployment();

        Should.Throw<ArgumentException>(() => builder.AddGate(" ", _ => Task.FromResult(GateVerdict.Pass())));
        Should.Throw<ArgumentException>(() => GateVerdict.Refuse());
    }

    private string WriteFile(string text)
    {
        var path = Path.Combine(_directory.Path, "environment.yaml");
        File.WriteAllText(path, text);
        return path;
    }
}
