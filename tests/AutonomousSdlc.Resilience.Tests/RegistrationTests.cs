using System.Diagnostics.Metrics;
using AutonomousSdlc.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace AutonomousSdlc.Resilience.Tests;

public sealed class RegistrationTests
{
    [Fact]
    public void The_unnamed_guard_works_without_logging_metrics_or_options()
    {
        using var provider = new ServiceCollection().AddResilienceGuard().BuildServiceProvider();

        var guard = provider.GetRequiredService<IResilienceGuard>();

        guard.Execute(GuardHarness.Succeed, 1).ShouldBe(1);
        guard.Name.ShouldBe("default");
        provider.GetRequiredService<IResilienceGuard>().ShouldBeSameAs(guard);
    }

    [Fact]
    public void Named_guards_are_keyed_services_with_their_own_options()
    {
        using var provider = new ServiceCollection()
            .AddResilienceGuard("payments", o => o.Breaker.ConsecutiveFailures = 2)
            .AddResilienceGuard("orders")
            .BuildServiceProvider();

        provider.GetRequiredKeyedService<IResilienceGuard>("payments").Explain().TripsAfter.ShouldBe(2);
        provider.GetRequiredKeyedService<IResilienceGuard>("orders").Explain().TripsAfter.ShouldBe(5);
        provider.GetRequiredKeyedService<IResilienceGuard>("orders").Name.ShouldBe("orders");
        provider.GetService<IResilienceGuard>().ShouldBeNull();
    }

    [Fact]
    public void Every_overload_registers_a_guard()
    {
        var section = Configuration(("Breaker:ConsecutiveFailures", "3"), ("AttemptTimeout", "00:00:02"), ("Retry:Budget:Ratio", "0.5"), ("Fallback:StepTimeout", "00:00:01"));

        Unnamed(s => s.AddResilienceGuard(o => o.Breaker.ConsecutiveFailures = 2)).Explain().TripsAfter.ShouldBe(2);
        Unnamed(s => s.AddResilienceGuard(section)).Explain().TripsAfter.ShouldBe(3);
        using var provider = new ServiceCollection().AddResilienceGuard("configured", section).BuildServiceProvider();
        provider.GetRequiredKeyedService<IResilienceGuard>("configured").Explain().TripsAfter.ShouldBe(3);
        var options = provider.GetRequiredService<IOptionsMonitor<ResilienceGuardOptions>>().Get("configured");
        options.AttemptTimeout.ShouldBe(TimeSpan.FromSeconds(2));
        options.Retry.Budget.Ratio.ShouldBe(0.5);
        options.Fallback.StepTimeout.ShouldBe(TimeSpan.FromSeconds(1));

        static IResilienceGuard Unnamed(Func<IServiceCollection, IServiceCollection> add) =>
            add(new ServiceCollection()).BuildServiceProvider().GetRequiredService<IResilienceGuard>();
    }

    [Fact]
    public void A_typed_registration_shares_the_guard_of_its_name()
    {
        using var provider = new ServiceCollection()
            .AddResilienceGuard<int>("payments", o => o.Breaker.ConsecutiveFailures = 2)
            .AddResilienceGuard<string>("payments")
            .BuildServiceProvider();

        var typed = provider.GetRequiredKeyedService<IResilienceGuard<int>>("payments");

        typed.Guard.ShouldBeSameAs(provider.GetRequiredKeyedService<IResilienceGuard>("payments"));
        provider.GetRequiredKeyedService<IResilienceGuard<string>>("payments").Guard.ShouldBeSameAs(typed.Guard);
        typed.Guard.Explain().TripsAfter.ShouldBe(2);
    }

    [Fact]
    public void Calling_twice_is_harmless()
    {
        var services = new ServiceCollection();
        for (var i = 0; i < 2; i++)
        {
            services.AddResilienceGuard();
            services.AddResilienceGuard("payments", o => o.Fallback.Then("constant", static _ => 42));
            services.AddResilienceGuard<int>("payments");
        }

        services.Count(d => d.ServiceType == typeof(IResilienceGuard) && !d.IsKeyedService).ShouldBe(1);
        services.Count(d => d.ServiceType == typeof(IResilienceGuard) && d.IsKeyedService).ShouldBe(1);
        services.Count(d => d.ServiceType == typeof(IResilienceGuard<int>)).ShouldBe(1);
        services.Count(d => d.ServiceType == typeof(IValidateOptions<ResilienceGuardOptions>)).ShouldBe(2);
        using var provider = services.BuildServiceProvider();
        provider.GetRequiredKeyedService<IResilienceGuard>("payments").Execute(GuardHarness.Throw, new IOException()).ShouldBe(42);
    }

    [Fact]
    public void The_containers_clock_logger_and_meter_factory_are_used()
    {
        var time = new ManualTimeProvider();
        using var logs = new LogRecorder();
        using var meters = new ScopedMeterFactory();
        using var recorder = new MetricRecorder(ResilienceTelemetry.MeterName, meters);
        using var provider = new ServiceCollection()
            .AddSingleton<TimeProvider>(time)
            .AddSingleton<ILoggerFactory>(logs)
            .AddSingleton<IMeterFactory>(meters)
            .AddResilienceGuard("payments", o => o.Retry.MaximumRetries = 0)
            .BuildServiceProvider();
        var guard = provider.GetRequiredKeyedService<IResilienceGuard>("payments");

        for (var i = 0; i < 5; i++)
        {
            guard.ExecuteOutcome(GuardHarness.Throw, new IOException());
        }

        time.Advance(TimeSpan.FromHours(1));
        guard.Explain().NextProbeIn.ShouldBe(TimeSpan.Zero);
        logs.WithEvent(2000).ShouldHaveSingleItem();
        recorder.Collect();
        recorder.Last(ResilienceTelemetry.Calls, (ResilienceTelemetry.OutcomeTag, "failure")).ShouldBe(5);
    }

    [Fact]
    public void The_container_disposes_its_guards()
    {
        var provider = new ServiceCollection().AddResilienceGuard("payments").BuildServiceProvider();
        var guard = provider.GetRequiredKeyedService<IResilienceGuard>("payments");

        provider.Dispose();

        Should.Throw<ObjectDisposedException>(() => guard.Execute(GuardHarness.Succeed, 1));
    }

    [Fact]
    public void A_reload_applies_to_the_next_call_and_keeps_the_circuits()
    {
        var source = new ReloadableSource(("Breaker:ConsecutiveFailures", "5"));
        using var logs = new LogRecorder();
        using var provider = new ServiceCollection()
            .AddSingleton<ILoggerFactory>(logs)
            .AddResilienceGuard("payments", source.Configuration)
            .AddResilienceGuard("payments", o => o.Retry.MaximumRetries = 0)
            .BuildServiceProvider();
        var guard = provider.GetRequiredKeyedService<IResilienceGuard>("payments");
        guard.ExecuteOutcome(GuardHarness.Throw, new IOException());

        source.Reload(("Breaker:ConsecutiveFailures", "2"));

        guard.Explain().TripsAfter.ShouldBe(2);
        guard.Explain().State.ShouldBe(CircuitState.Closed);
        guard.ExecuteOutcome(GuardHarness.Throw, new IOException());
        guard.Explain().State.ShouldBe(CircuitState.Open);
        logs.WithEvent(2010).ShouldHaveSingleItem();
    }

    [Fact]
    public void A_wrong_reload_leaves_the_last_good_options_in_force()
    {
        var source = new ReloadableSource(("Breaker:ConsecutiveFailures", "3"));
        using var provider = new ServiceCollection().AddResilienceGuard("payments", source.Configuration).BuildServiceProvider();
        var guard = provider.GetRequiredKeyedService<IResilienceGuard>("payments");

        Should.Throw<AggregateException>(() => source.Reload(("Breaker:ConsecutiveFailures", "0"))).Flatten().InnerException.ShouldBeOfType<OptionsValidationException>();

        guard.Explain().TripsAfter.ShouldBe(3);
        guard.Execute(GuardHarness.Succeed, 1).ShouldBe(1);
    }

    [Fact]
    public void Missing_arguments_are_refused()
    {
        var services = new ServiceCollection();
        Should.Throw<ArgumentNullException>(() => services.AddResilienceGuard((Action<ResilienceGuardOptions>)null!));
        Should.Throw<ArgumentNullException>(() => services.AddResilienceGuard("x", (Action<ResilienceGuardOptions>)null!));
        Should.Throw<ArgumentNullException>(() => services.AddResilienceGuard((IConfiguration)null!));
        Should.Throw<ArgumentNullException>(() => services.AddResilienceGuard("x", (IConfiguration)null!));
        Should.Throw<ArgumentException>(() => services.AddResilienceGuard(" "));
        Should.Throw<ArgumentException>(() => new ResilienceGuard(" "));
    }

    private static IConfigurationRoot Configuration(params (string Key, string Value)[] values) =>
        new ConfigurationBuilder().AddInMemoryCollection(values.Select(v => KeyValuePair.Create(v.Key, (string?)v.Value))).Build();

    private sealed class ReloadableSource
    {
        public ReloadableSource(params (string Key, string Value)[] values) => Configuration = RegistrationTests.Configuration(values);

        public IConfigurationRoot Configuration { get; }

        public void Reload(params (string Key, string Value)[] values)
        {
            foreach (var (key, value) in values)
            {
                Configuration[key] = value;
            }

            Configuration.Reload();
        }
    }
}
