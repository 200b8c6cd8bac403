using System.Diagnostics.Metrics;
using System.Runtime.CompilerServices;
using AutonomousSdlc.Caching.Internal;
using AutonomousSdlc.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace AutonomousSdlc.Caching.Tests;

public sealed class TelemetryTests
{
    private readonly ManualTimeProvider _time = new();

    [Fact]
    public void Every_figure_is_measured_under_the_name_of_its_cache()
    {
        using var provider = new ServiceCollection()
            .AddSingleton<IMeterFactory, ScopedMeterFactory>()
            .AddSingleton<TimeProvider>(_time)
            .AddAdaptiveCache<int, int>("mine", o => o.Capacity = 2)
            .AddAdaptiveCache<int, int>("other")
            .BuildServiceProvider();
        using var recorder = new MetricRecorder(CachingTelemetry.MeterName, provider.GetRequiredService<IMeterFactory>());
        var cache = provider.GetRequiredKeyedService<IAdaptiveCache<int, int>>("mine");
        provider.GetRequiredKeyedService<IAdaptiveCache<int, int>>("other").Set(1, 1);
        cache.GetOrAdd(1, _ =>
        {
            _time.Advance(TimeSpan.FromMilliseconds(250));
            return 1;
        });
        cache.TryGet(1, out _);
        cache.TryGet(1, out _);
        Should.Throw<InvalidOperationException>(() => cache.GetOrAdd(2, static _ => throw new InvalidOperationException()));
        cache.Set(3, 3);
        cache.Set(4, 4);
        cache.Trim(0.5);
        cache.Clear();
        cache.Set(5, 5, new CacheEntryOptions { Expiration = TimeSpan.FromSeconds(1), Weight = 2 });

        recorder.Collect();
        Last(CachingTelemetry.Hits).ShouldBe(2);
        Last(CachingTelemetry.Misses).ShouldBe(2);
        Last(CachingTelemetry.Joins).ShouldBe(0);
        Last(CachingTelemetry.Entries).ShouldBe(1);
        Last(CachingTelemetry.Weight).ShouldBe(2);
        Last(CachingTelemetry.Capacity).ShouldBe(2);
        Last(CachingTelemetry.Evictions, (CachingTelemetry.ReasonTag, "capacity")).ShouldBe(1);
        Last(CachingTelemetry.Evictions, (CachingTelemetry.ReasonTag, "trimmed")).ShouldBe(1);
        Last(CachingTelemetry.Evictions, (CachingTelemetry.ReasonTag, "expired")).ShouldBe(0);
        Last(CachingTelemetry.LoadDuration, (CachingTelemetry.OutcomeTag, "success")).ShouldBe(0.25);
        Last(CachingTelemetry.LoadDuration, (CachingTelemetry.OutcomeTag, "failure")).ShouldBe(0);
        recorder.Last(CachingTelemetry.Entries, (CachingTelemetry.NameTag, "other")).ShouldBe(1);
        _time.Advance(TimeSpan.FromSeconds(3));
        recorder.Collect();
        Last(CachingTelemetry.Evictions, (CachingTelemetry.ReasonTag, "expired")).ShouldBe(1);

        double? Last(string instrument, params (string, object?)[] tags) => recorder.Last(instrument, [(CachingTelemetry.NameTag, "mine"), .. tags]);
    }

    [Fact]
    public void A_cache_without_a_container_is_measured_until_it_is_disposed()
    {
        using var recorder = new MetricRecorder(CachingTelemetry.MeterName);
        var name = Guid.NewGuid().ToString();
        var cache = new AdaptiveCache<int, int>(name: name);
        cache.Set(1, 1);
        recorder.Collect();
        recorder.Last(CachingTelemetry.Entries, (CachingTelemetry.NameTag, name)).ShouldBe(1);
        var before = recorder.Measurements.Count(measurement => measurement.HasTag(CachingTelemetry.NameTag, name));

        cache.Dispose();
        recorder.Collect();

        recorder.Measurements.Count(measurement => measurement.HasTag(CachingTelemetry.NameTag, name)).ShouldBe(before);
    }

    [Fact]
    public void Being_measured_keeps_no_cache_alive()
    {
        using var metrics = new CacheMetrics();
        var cache = Abandon(metrics);

        for (var i = 0; i < 10 && cache.IsAlive; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        cache.IsAlive.ShouldBeFalse();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference Abandon(CacheMetrics metrics) =>
        new(new AdaptiveCache<int, int>(new AdaptiveCacheOptions<int, int>(), "abandoned", null, metrics, null));
}
