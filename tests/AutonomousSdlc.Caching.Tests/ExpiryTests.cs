using System.Runtime.CompilerServices;
using AutonomousSdlc.Testing;

namespace AutonomousSdlc.Caching.Tests;

public sealed class ExpiryTests
{
    private readonly ManualTimeProvider _time = new();

    [Fact]
    public void An_entry_is_gone_exactly_when_its_time_is_over()
    {
        using var cache = Caches.Create<string, int>(time: _time, configure: o => o.Expiration = TimeSpan.FromSeconds(10));
        cache.Set("a", 1);

        _time.Advance(TimeSpan.FromSeconds(10) - TimeSpan.FromMilliseconds(1));
        cache.TryGet("a", out _).ShouldBeTrue();
        _time.Advance(TimeSpan.FromMilliseconds(1));
        cache.TryGet("a", out _).ShouldBeFalse();
        cache.Statistics.Expirations.ShouldBe(1);
        cache.GetOrAdd("a", static _ => 2).ShouldBe(2);
    }

    [Fact]
    public void Reading_does_not_prolong_and_writing_does()
    {
        using var cache = Caches.Create<string, int>(time: _time, configure: o => o.Expiration = TimeSpan.FromSeconds(10));
        cache.Set("a", 1);
        _time.Advance(TimeSpan.FromSeconds(6));
        cache.TryGet("a", out _).ShouldBeTrue();
        cache.Set("a", 2);
        _time.Advance(TimeSpan.FromSeconds(6));
        cache.TryGet("a", out _).ShouldBeTrue();
        cache.TryUpdate("a", 3).ShouldBeTrue();
        _time.Advance(TimeSpan.FromSeconds(6));

        cache.TryGet("a", out _).ShouldBeFalse();
    }

    [Fact]
    public void The_factory_overrides_the_call_which_overrides_the_cache()
    {
        using var cache = Caches.Create<string, int>(time: _time, configure: o => o.Expiration = TimeSpan.FromSeconds(1));
        var call = new CacheEntryOptions { Expiration = TimeSpan.FromSeconds(2) };
        cache.GetOrAdd("cache", 0, static (_, _, _) => 1);
        cache.GetOrAdd("call", 0, static (_, _, _) => 1, call);
        cache.GetOrAdd("factory", 0, static (_, _, entry) =>
        {
            entry.Expiration = TimeSpan.FromSeconds(3);
            return 1;
        }, call);

        Alive().ShouldBe(["cache", "call", "factory"]);
        _time.Advance(TimeSpan.FromSeconds(1));
        Alive().ShouldBe(["call", "factory"]);
        _time.Advance(TimeSpan.FromSeconds(1));
        Alive().ShouldBe(["factory"]);
        _time.Advance(TimeSpan.FromSeconds(1));
        Alive().ShouldBeEmpty();

        List<string> Alive() => [.. ((string[])["cache", "call", "factory"]).Where(key => cache.TryGet(key, out _))];
    }

    [Fact]
    public void An_idle_cache_lets_go_of_expired_values()
    {
        using var cache = Caches.Create<int, int>(capacity: 10_000, time: _time);
        for (var i = 0; i < 10_000; i++)
        {
            cache.Set(i, i, new CacheEntryOptions { Expiration = TimeSpan.FromSeconds(1 + (i % 1000)) });
        }

        _time.Advance(TimeSpan.FromSeconds(502));
        cache.Count.ShouldBeInRange(4970, 5010);
        _time.Advance(TimeSpan.FromSeconds(502));
        cache.Count.ShouldBe(0);
        cache.Statistics.Expirations.ShouldBe(10_000);
        cache.Statistics.Weight.ShouldBe(0);
    }

    [Fact]
    public void Without_expiry_there_is_no_timer_and_disposal_stops_the_one_there_is()
    {
        var cache = Caches.Create<int, int>(time: _time);
        cache.Set(1, 1);
        _time.ActiveTimers.ShouldBe(0);
        cache.Set(2, 2, new CacheEntryOptions { Expiration = TimeSpan.FromDays(400) });
        _time.ActiveTimers.ShouldBe(1);

        cache.Dispose();

        _time.ActiveTimers.ShouldBe(0);
    }

    [Fact]
    public void An_earlier_expiry_moves_the_timer_forward()
    {
        using var cache = Caches.Create<int, int>(time: _time);
        cache.Set(1, 1, new CacheEntryOptions { Expiration = TimeSpan.FromDays(1) });
        cache.Set(2, 2, new CacheEntryOptions { Expiration = TimeSpan.FromSeconds(5) });

        _time.Advance(TimeSpan.FromSeconds(7));

        cache.Count.ShouldBe(1);
    }

    [Fact]
    public void Removing_an_expired_entry_removes_nothing()
    {
        using var cache = Caches.Create<string, int>(time: _time, configure: o => o.Expiration = TimeSpan.FromMilliseconds(500));
        cache.Set("a", 1);
        _time.Advance(TimeSpan.FromMilliseconds(500));

        cache.Remove("a").ShouldBeFalse();
        cache.Statistics.Expirations.ShouldBe(1);
    }

    [Fact]
    public void An_update_does_not_revive_an_expired_entry()
    {
        using var cache = Caches.Create<string, int>(time: _time, configure: o => o.Expiration = TimeSpan.FromMilliseconds(500));
        cache.Set("a", 1);
        _time.Advance(TimeSpan.FromMilliseconds(500));

        cache.TryUpdate("a", 2).ShouldBeFalse();
        cache.Count.ShouldBe(0);
    }

    [Fact]
    public void Non_positive_expirations_are_refused()
    {
        using var cache = Caches.Create<string, int>();

        Should.Throw<ArgumentOutOfRangeException>(() => new CacheEntryOptions { Expiration = TimeSpan.Zero }).Message.ShouldContain("00:00:00");
        Should.Throw<ArgumentOutOfRangeException>(() => cache.GetOrAdd("a", 0, static (_, _, entry) =>
        {
            entry.Expiration = TimeSpan.FromSeconds(-1);
            return 1;
        }));
        cache.Count.ShouldBe(0);
    }

    [Fact]
    public void The_longest_time_span_never_ends()
    {
        using var cache = Caches.Create<string, int>(time: _time);
        cache.Set("a", 1, new CacheEntryOptions { Expiration = TimeSpan.MaxValue });

        _time.Advance(TimeSpan.FromDays(3000));

        cache.TryGet("a", out _).ShouldBeTrue();
    }

    [Fact]
    public void An_abandoned_cache_is_collected_and_its_timer_stops()
    {
        var cache = Abandon(_time);

        for (var i = 0; i < 10 && cache.IsAlive; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        cache.IsAlive.ShouldBeFalse();
        _time.Advance(TimeSpan.FromHours(2));
        _time.ActiveTimers.ShouldBe(0);
    }

    [Fact]
    public void The_systems_clock_works_too()
    {
        using var cache = Caches.Create<string, int>(configure: o => o.Expiration = TimeSpan.FromMilliseconds(1));
        cache.Set("a", 1);

        SpinWait.SpinUntil(() => !cache.TryGet("a", out _), TimeSpan.FromSeconds(30)).ShouldBeTrue();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference Abandon(ManualTimeProvider time)
    {
        var cache = Caches.Create<string, int>(time: time, configure: o => o.Expiration = TimeSpan.FromHours(1));
        cache.Set("a", 1);
        return new WeakReference(cache);
    }
}
