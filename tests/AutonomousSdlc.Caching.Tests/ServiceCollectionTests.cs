using AutonomousSdlc.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace AutonomousSdlc.Caching.Tests;

public sealed class ServiceCollectionTests
{
    [Fact]
    public void One_line_is_enough()
    {
        using var provider = new ServiceCollection().AddAdaptiveCache<string, int>().BuildServiceProvider();
        var cache = provider.GetRequiredService<IAdaptiveCache<string, int>>();

        cache.GetOrAdd("a", static _ => 1).ShouldBe(1);
        provider.GetRequiredService<IAdaptiveCache<string, int>>().ShouldBeSameAs(cache);
    }

    [Fact]
    public void Calling_twice_adds_settings_to_one_cache()
    {
        using var provider = new ServiceCollection()
            .AddAdaptiveCache<string, int>(o => o.Capacity = 5)
            .AddAdaptiveCache<string, int>(o => o.Expiration = TimeSpan.FromMinutes(1))
            .BuildServiceProvider();

        provider.GetServices<IAdaptiveCache<string, int>>().Single().Capacity.ShouldBe(5);
        provider.GetServices<IValidateOptions<AdaptiveCacheOptions<string, int>>>().Count().ShouldBe(1);
    }

    [Fact]
    public void Named_caches_are_keyed_services_with_their_own_options()
    {
        using var provider = new ServiceCollection()
            .AddAdaptiveCache<string, int>("small", o => o.Capacity = 5)
            .AddAdaptiveCache<string, int>("big", o => o.Capacity = 500)
            .AddAdaptiveCache<string, int>("plain")
            .BuildServiceProvider();

        var small = provider.GetRequiredKeyedService<IAdaptiveCache<string, int>>("small");
        small.Capacity.ShouldBe(5);
        small.Name.ShouldBe("small");
        provider.GetRequiredKeyedService<IAdaptiveCache<string, int>>("big").Capacity.ShouldBe(500);
        provider.GetRequiredKeyedService<IAdaptiveCache<string, int>>("plain").Capacity.ShouldBe(10_000);
        provider.GetService<IAdaptiveCache<string, int>>().ShouldBeNull();
    }

    [Fact]
    public void Settings_come_from_configuration_and_follow_it()
    {
        var configuration = Configuration(("Capacity", "7"), ("Expiration", "00:01:00"), ("Policy", "TinyLfu"), ("Seed", "3"));
        using var logs = new LogRecorder();
        var services = new ServiceCollection().AddSingleton<ILoggerFactory>(logs);
        services.Add(ServiceDescriptor.Singleton(typeof(ILogger<>), typeof(Logger<>)));
        using var provider = services
            .AddAdaptiveCache<string, int>(configuration)
            .AddAdaptiveCache<string, int>("named", configuration)
            .BuildServiceProvider();
        var cache = provider.GetRequiredService<IAdaptiveCache<string, int>>();
        var named = provider.GetRequiredKeyedService<IAdaptiveCache<string, int>>("named");
        cache.Capacity.ShouldBe(7);
        provider.GetRequiredService<IOptions<AdaptiveCacheOptions<string, int>>>().Value.Expiration.ShouldBe(TimeSpan.FromMinutes(1));

        configuration["Capacity"] = "9";
        configuration.Reload();

        cache.Capacity.ShouldBe(9);
        named.Capacity.ShouldBe(9);
        logs.WithEvent(1004).Count.ShouldBe(2);
        logs.WithEvent(1004)[0].Message.ShouldContain("9 instead of 7");
    }

    [Fact]
    public void An_unknown_setting_is_an_error()
    {
        using var provider = new ServiceCollection()
            .AddAdaptiveCache<string, int>(Configuration(("Capcity", "7"), ("Expires", "1")))
            .BuildServiceProvider();

        var message = Should.Throw<InvalidOperationException>(() => provider.GetRequiredService<IAdaptiveCache<string, int>>()).Message;
        message.ShouldContain("Capcity");
        message.ShouldContain("Expires");
    }

    [Fact]
    public void Invalid_settings_are_reported_when_the_host_starts()
    {
        using var provider = new ServiceCollection()
            .AddAdaptiveCache<string, int>("things", o =>
            {
                o.Capacity = -1;
                o.Policy = "x";
            })
            .BuildServiceProvider();

        var exception = Should.Throw<OptionsValidationException>(() => provider.GetRequiredService<IStartupValidator>().Validate());
        exception.Failures.Count().ShouldBe(2);
        exception.OptionsName.ShouldBe("things");
    }

    [Fact]
    public void The_registered_clock_is_used_and_the_container_disposes_the_cache()
    {
        var time = new ManualTimeProvider();
        var provider = new ServiceCollection()
            .AddSingleton<TimeProvider>(time)
            .AddAdaptiveCache<string, int>(o => o.Expiration = TimeSpan.FromSeconds(5))
            .BuildServiceProvider();
        var cache = provider.GetRequiredService<IAdaptiveCache<string, int>>();
        cache.Set("a", 1);
        time.Advance(TimeSpan.FromSeconds(5));
        cache.TryGet("a", out _).ShouldBeFalse();
        cache.Set("b", 1);

        provider.Dispose();

        cache.Count.ShouldBe(0);
        time.ActiveTimers.ShouldBe(0);
    }

    [Fact]
    public void Missing_arguments_are_refused()
    {
        var services = new ServiceCollection();

        Should.Throw<ArgumentNullException>(() => services.AddAdaptiveCache<string, int>((IConfiguration)null!));
        Should.Throw<ArgumentNullException>(() => services.AddAdaptiveCache<string, int>((Action<AdaptiveCacheOptions<string, int>>)null!));
        Should.Throw<ArgumentException>(() => services.AddAdaptiveCache<string, int>(string.Empty));
        Should.Throw<ArgumentNullException>(() => ((IServiceCollection)null!).AddAdaptiveCache<string, int>());
    }

    private static IConfigurationRoot Configuration(params (string Key, string Value)[] settings) =>
        new ConfigurationBuilder().AddInMemoryCollection(settings.Select(s => KeyValuePair.Create(s.Key, (string?)s.Value))).Build();
}
