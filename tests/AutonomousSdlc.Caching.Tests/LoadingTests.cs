using System.Collections.Concurrent;

namespace AutonomousSdlc.Caching.Tests;

public sealed class LoadingTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    [Fact]
    public void A_factory_runs_once_and_gets_its_state()
    {
        using var cache = Caches.Create<string, string>();

        cache.GetOrAdd("a", "state", static (key, state, _) => $"{key} {state}").ShouldBe("a state");
        cache.GetOrAdd("a", "other", static (_, state, _) => state).ShouldBe("a state");
    }

    [Fact]
    public void Joiners_wait_for_the_one_loader()
    {
        using var cache = Caches.Create<string, object>();
        using var started = new ManualResetEventSlim();
        using var go = new ManualResetEventSlim();
        var loads = 0;
        var threads = new List<Thread>();
        var results = new ConcurrentBag<object>();
        for (var i = 0; i < 8; i++)
        {
            var thread = new Thread(() => results.Add(cache.GetOrAdd("a", _ =>
            {
                Interlocked.Increment(ref loads);
                started.Set();
                go.Wait(Deadline);
                return new object();
            })));
            thread.Start();
            threads.Add(thread);
        }

        started.Wait(Deadline).ShouldBeTrue();
        SpinWait.SpinUntil(() => cache.Statistics.Joins == 7, Deadline).ShouldBeTrue();
        go.Set();
        threads.ForEach(thread => thread.Join(Deadline).ShouldBeTrue());

        loads.ShouldBe(1);
        results.Distinct().Count().ShouldBe(1);
        cache.Statistics.Misses.ShouldBe(8);
    }

    [Fact]
    public void A_throwing_factory_stores_nothing_and_its_exception_reaches_everybody()
    {
        using var cache = Caches.Create<string, int>();
        using var started = new ManualResetEventSlim();
        var joiner = new Thread(() => { });
        Exception? seen = null;

        var mine = Should.Throw<InvalidOperationException>(() => cache.GetOrAdd("a", _ =>
        {
            joiner = new Thread(() => seen = Record.Exception(() => cache.GetOrAdd("a", _ => 2)));
            joiner.Start();
            SpinWait.SpinUntil(() => cache.Statistics.Joins == 1, Deadline).ShouldBeTrue();
            throw new InvalidOperationException("no");
        }));
        joiner.Join(Deadline).ShouldBeTrue();

        seen.ShouldBeSameAs(mine);
        cache.Count.ShouldBe(0);
        cache.Statistics.LoadFailures.ShouldBe(1);
        cache.GetOrAdd("a", static _ => 3).ShouldBe(3);
    }

    [Fact]
    public void A_factory_that_asks_for_its_own_key_gets_a_clear_exception()
    {
        using var cache = Caches.Create<string, int>();

        var exception = Should.Throw<CacheReentrancyException>(() =>
            cache.GetOrAdd("a", key => cache.GetOrAdd("b", _ => cache.GetOrAdd(key, static _ => 1))));

        exception.Key.ShouldBe("a");
        exception.CacheName.ShouldBe("Int32");
        exception.Message.ShouldContain("\"a\"");
        cache.Count.ShouldBe(0);
    }

    [Fact]
    public void A_factory_may_load_other_keys()
    {
        using var cache = Caches.Create<int, int>();

        cache.GetOrAdd(5, Sum).ShouldBe(15);
        cache.Count.ShouldBe(6);

        int Sum(int key) => key == 0 ? 0 : key + cache.GetOrAdd(key - 1, Sum);
    }

    [Fact]
    public void A_load_that_began_before_a_removal_is_not_stored()
    {
        using var cache = Caches.Create<string, int>();
        Action[] removals =
        [
            () => cache.Remove("a").ShouldBeFalse(),
            cache.Clear,
            () => cache.RemoveByTag("t").ShouldBe(0),
        ];

        foreach (var remove in removals)
        {
            cache.GetOrAdd("a", remove, static (_, remove, entry) =>
            {
                entry.Tags = ["t"];
                remove();
                return 1;
            }).ShouldBe(1);

            cache.TryGet("a", out _).ShouldBeFalse();
            cache.Count.ShouldBe(0);
        }
    }

    [Fact]
    public void A_value_that_is_set_during_a_load_wins()
    {
        using var cache = Caches.Create<string, int>();

        cache.GetOrAdd("a", key =>
        {
            cache.TryUpdate(key, 3).ShouldBeFalse();
            cache.Set(key, 2);
            return 1;
        }).ShouldBe(1);

        cache.TryGet("a", out var value).ShouldBeTrue();
        value.ShouldBe(2);
    }

    [Fact]
    public void After_a_removal_later_callers_load_again_while_the_old_load_runs()
    {
        using var cache = Caches.Create<string, int>();

        cache.GetOrAdd("a", key =>
        {
            cache.Remove(key);
            var other = new Thread(() => cache.GetOrAdd(key, static _ => 2));
            other.Start();
            other.Join(Deadline).ShouldBeTrue();
            return 1;
        }).ShouldBe(1);

        cache.TryGet("a", out var value).ShouldBeTrue();
        value.ShouldBe(2);
    }

    [Fact]
    public void A_factory_can_forbid_storing()
    {
        using var cache = Caches.Create<string, int>();

        cache.GetOrAdd("a", 1, static (_, value, entry) =>
        {
            entry.DoNotCache = true;
            entry.DoNotCache.ShouldBeTrue();
            return value;
        }).ShouldBe(1);

        cache.TryGet("a", out _).ShouldBeFalse();
        cache.Count.ShouldBe(0);
    }

    [Fact]
    public void The_context_ends_with_the_factory()
    {
        using var cache = Caches.Create<string, int>();
        CacheEntryContext kept = default;
        cache.GetOrAdd("a", 0, (_, _, entry) =>
        {
            kept = entry;
            return 1;
        });

        Should.Throw<InvalidOperationException>(() => kept.Weight = 3);
        Should.Throw<InvalidOperationException>(() => default(CacheEntryContext).DoNotCache = true);
        kept.Weight.ShouldBeNull();
        kept.Expiration.ShouldBeNull();
        kept.Tags.ShouldBeNull();
        kept.DoNotCache.ShouldBeFalse();
    }

    [Fact]
    public void A_load_that_ends_after_disposal_is_not_stored()
    {
        var cache = Caches.Create<string, int>();

        cache.GetOrAdd("a", _ =>
        {
            cache.Dispose();
            return 1;
        }).ShouldBe(1);

        cache.Count.ShouldBe(0);
    }

    [Fact]
    public void Many_invalidations_do_not_let_an_outdated_load_through()
    {
        using var cache = Caches.Create<string, int>();

        cache.GetOrAdd("a", 0, (_, _, entry) =>
        {
            entry.Tags = ["first"];
            cache.RemoveByTag("first");
            for (var i = 0; i < 3000; i++)
            {
                cache.RemoveByTag($"tag {i}");
            }

            return 1;
        });
        cache.GetOrAdd("b", 0, static (_, _, entry) =>
        {
            entry.Tags = ["first"];
            return 1;
        });

        cache.TryGet("a", out _).ShouldBeFalse();
        cache.TryGet("b", out _).ShouldBeTrue();
    }
}
