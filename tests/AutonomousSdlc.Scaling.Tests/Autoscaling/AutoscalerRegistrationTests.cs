using AutonomousSdlc.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace AutonomousSdlc.Scaling.Tests.Autoscaling;

public sealed class AutoscalerRegistrationTests
{
    private static readonly Signal Load = Signal.From("load", () => 30);

    [Fact]
    public async Task A_named_autoscaler_is_a_keyed_service_that_works_without_a_host_logging_or_metrics()
    {
        var target = new InMemoryScaleTarget(1);
        await using var provider = new ServiceCollection()
            .AddAutoscaler("workers", a => a.Scale(target, minimum: 1, maximum: 5).Target(Load, perWorker: 10))
            .BuildServiceProvider();

        var autoscaler = provider.GetRequiredKeyedService<IAutoscaler>("workers");

        autoscaler.Name.ShouldBe("workers");
        (await autoscaler.EvaluateAsync()).To.ShouldBe(3);
        provider.GetService<IAutoscaler>().ShouldBeNull();
    }

    [Fact]
    public async Task The_default_autoscaler_needs_no_key()
    {
        await using var provider = new ServiceCollection()
            .AddAutoscaler(a => a.Scale(_ => new InMemoryScaleTarget(2), minimum: 1, maximum: 5).Target(Load, perWorker: 10))
            .BuildServiceProvider();

        provider.GetRequiredService<IAutoscaler>().Name.ShouldBe("default");
    }

    [Fact]
    public async Task A_registered_target_is_found_by_key_or_without_one()
    {
        var keyed = new InMemoryScaleTarget(1);
        var plain = new InMemoryScaleTarget(1);
        await using var provider = new ServiceCollection()
            .AddKeyedSingleton("a", keyed)
            .AddSingleton(plain)
            .AddAutoscaler("a", a => a.Scale<InMemoryScaleTarget>(1, 5).Target(Load, 10))
            .AddAutoscaler("b", a => a.Scale<InMemoryScaleTarget>(1, 5).Target(Load, 10))
            .BuildServiceProvider();

        provider.GetRequiredKeyedService<IAutoscaler>("a").Target.ShouldBeSameAs(keyed);
        provider.GetRequiredKeyedService<IAutoscaler>("b").Target.ShouldBeSameAs(plain);
    }

    [Fact]
    public async Task A_target_that_is_not_registered_is_named_with_the_remedy()
    {
        await using var provider = new ServiceCollection()
            .AddAutoscaler("workers", a => a.Scale<ProcessScaleTarget>(1, 5).Target(Load, 10))
            .BuildServiceProvider();

        Should.Throw<ScalingException>(() => provider.GetRequiredKeyedService<IAutoscaler>("workers"))
            .Message.ShouldContain("AddProcessScaleTarget(\"workers\", ...)");
    }

    [Fact]
    public async Task Without_anything_to_scale_the_options_are_not_valid()
    {
        await using var provider = new ServiceCollection()
            .AddAutoscaler("workers", a => a.Target(Load, 10))
            .BuildServiceProvider();

        Should.Throw<OptionsValidationException>(() => provider.GetRequiredKeyedService<IAutoscaler>("workers"))
            .Message.ShouldContain("There is nothing to scale.");
    }

    [Fact]
    public async Task A_host_starts_and_stops_every_autoscaler_once()
    {
        var time = new ManualTimeProvider();
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddSingleton<TimeProvider>(time);
        builder.Services.AddKeyedSingleton("a", new InMemoryScaleTarget(1, timeProvider: time));
        builder.Services.AddKeyedSingleton("b", new InMemoryScaleTarget(1, timeProvider: time));
        builder.Services.AddAutoscaler("a", a => a.Scale<InMemoryScaleTarget>(1, 5).Target(Load, 10));
        builder.Services.AddAutoscaler("a", a => a.Interval = TimeSpan.FromSeconds(1));
        builder.Services.AddAutoscaler("b", a => a.Scale<InMemoryScaleTarget>(1, 5).Target(Load, 10));
        builder.Services.Count(service => service.ServiceType == typeof(IHostedService)).ShouldBe(1);
        using var host = builder.Build();

        await host.StartAsync();
        foreach (var name in (string[])["a", "b"])
        {
            var autoscaler = host.Services.GetRequiredKeyedService<IAutoscaler>(name);
            await Processes.Eventually.BecomesTrueAsync(() => autoscaler.LastDecision?.To == 3, "the first evaluation");
        }

        await Processes.Eventually.BecomesTrueAsync(() => time.ActiveTimers == 2, "both loops sleep");
        await host.StopAsync();
        time.ActiveTimers.ShouldBe(0);
    }

    [Fact]
    public async Task A_host_refuses_to_start_with_options_that_are_not_valid()
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddAutoscaler("workers", a => a.Scale(new InMemoryScaleTarget(), minimum: 9, maximum: 2));
        using var host = builder.Build();

        var exception = await Should.ThrowAsync<OptionsValidationException>(() => host.StartAsync());

        exception.Failures.Count().ShouldBe(2);
        exception.Message.ShouldContain("Minimum (9) must not exceed Maximum (2)");
        exception.Message.ShouldContain("There is no signal");
    }

    [Fact]
    public async Task Configuration_wins_and_takes_effect_while_running()
    {
        var configuration = new ConfigurationManager();
        configuration["Maximum"] = "2";
        configuration["Up:Count"] = "50";
        var target = new InMemoryScaleTarget(1);
        using var log = new LogRecorder();
        await using var provider = new ServiceCollection()
            .AddSingleton<Microsoft.Extensions.Logging.ILoggerFactory>(log)
            .AddSingleton(typeof(Microsoft.Extensions.Logging.ILogger<>), typeof(Microsoft.Extensions.Logging.Logger<>))
            .AddAutoscaler("workers", configuration, a => a.Scale(target, minimum: 1, maximum: 5).Target(Load, 10))
            .BuildServiceProvider();
        var autoscaler = provider.GetRequiredKeyedService<IAutoscaler>("workers");
        (await autoscaler.EvaluateAsync()).To.ShouldBe(2);

        configuration["Maximum"] = "0";
        Should.Throw<AggregateException>(((IConfigurationRoot)configuration).Reload, "the framework tells who reloads");
        (await autoscaler.EvaluateAsync()).Evidence.Maximum.ShouldBe(2, "a bad edit changes nothing");
        await autoscaler.EvaluateAsync();
        log.WithEvent(3407).Single().Message.ShouldContain("Minimum (1) must not exceed Maximum (0)");

        configuration["Maximum"] = "7";
        ((IConfigurationRoot)configuration).Reload();
        (await autoscaler.EvaluateAsync()).To.ShouldBe(3);
    }

    [Fact]
    public async Task A_process_target_is_registered_by_name_and_configuration()
    {
        var configuration = new ConfigurationManager();
        configuration["FileName"] = "sleep";
        configuration["Arguments:0"] = "321";
        configuration["Environment:A"] = "b";
        await using var provider = new ServiceCollection()
            .AddProcessScaleTarget("workers", configuration)
            .AddAutoscaler("workers", a => a.Scale<ProcessScaleTarget>(0, 5).Target(Load, 10))
            .BuildServiceProvider();

        var target = provider.GetRequiredKeyedService<ProcessScaleTarget>("workers");
        provider.GetRequiredKeyedService<IAutoscaler>("workers").Target.ShouldBeSameAs(target);
        await target.SetDesiredAsync(1, "test");
        await target.WaitUntilReadyAsync();
        target.Workers.Single().Name.ShouldBe("worker-1");
    }

    [Fact]
    public async Task A_registry_that_does_not_exist_is_named_with_the_remedy()
    {
        await using var provider = new ServiceCollection()
            .AddProcessScaleTarget("workers", o =>
            {
                o.FileName = "sleep";
                o.Registry = "nodes";
            })
            .BuildServiceProvider();

        Should.Throw<ScalingException>(() => provider.GetRequiredKeyedService<ProcessScaleTarget>("workers"))
            .Message.ShouldContain("AddLoadBalancer(\"nodes\")");
    }
}
