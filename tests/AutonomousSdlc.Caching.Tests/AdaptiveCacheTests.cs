namespace AutonomousSdlc.Caching.Tests;

public sealed class AdaptiveCacheTests
{
    [Fact]
    public void A_stored_value_is_found_and_a_missing_one_is_not()
    {
        using var cache = Caches.Create<string, int>();
        cache.Set("a", 1);

        cache.TryGet("a", out var value).ShouldBeTrue();
        value.ShouldBe(1);
        cache.TryGet("b", out _).ShouldBeFalse();
        cache.Count.ShouldBe(1);
    }

    [Fact]
    public void Null_is_a_value()
    {
        using var cache = Caches.Create<string, string?>();
        cache.Set("a", null);

        cache.TryGet("a", out var value).ShouldBeTrue();
        value.ShouldBeNull();
        cache.GetOrAdd("b", 0, static (_, _, _) => (string?)null).ShouldBeNull();
        cache.GetOrAdd("b", 0, static (_, _, _) => "loaded again").ShouldBeNull();
    }

    [Fact]
    public void Values_larger_than_a_word_are_stored_whole()
    {
        using var cache = Caches.Create<Guid, (long, long, long, long)>();
        var key = Guid.NewGuid();
        cache.Set(key, (1, 2, 3, 4));

        cache.TryGet(key, out var value).ShouldBeTrue();
        value.ShouldBe((1L, 2L, 3L, 4L));
    }

    [Fact]
    public void Set_replaces()
    {
        using var cache = Caches.Create<string, int>();
        cache.Set("a", 1);
        cache.Set("a", 2);

        cache.TryGet("a", out var value).ShouldBeTrue();
        value.ShouldBe(2);
        cache.Count.ShouldBe(1);
        cache.Statistics.Weight.ShouldBe(1);
    }

    [Fact]
    public void The_comparer_decides_which_keys_are_equal()
    {
        using var cache = Caches.Create<string, int>(configure: o => o.Comparer = StringComparer.OrdinalIgnoreCase);
        cache.Set("a", 1);

        cache.TryGet("A", out var value).ShouldBeTrue();
        value.ShouldBe(1);
    }

    [Fact]
    public void Update_replaces_only_what_is_there()
    {
        using var cache = Caches.Create<string, int>();

        cache.TryUpdate("a", 1).ShouldBeFalse();
        cache.Set("a", 1);
        cache.TryUpdate("a", 2).ShouldBeTrue();
        cache.TryUpdate("a", 10, static (_, old, add) => old + add).ShouldBeTrue();

        cache.TryGet("a", out var value).ShouldBeTrue();
        value.ShouldBe(12);
    }

    [Fact]
    public void An_update_that_lost_a_race_is_computed_again()
    {
        using var cache = Caches.Create<string, int>();
        cache.Set("a", 1);
        var calls = 0;

        cache.TryUpdate("a", cache, (key, old, state) =>
        {
            if (calls++ == 0)
            {
                state.Set(key, 100);
            }

            return old + 1;
        }).ShouldBeTrue();

        calls.ShouldBe(2);
        cache.TryGet("a", out var value).ShouldBeTrue();
        value.ShouldBe(101);
    }

    [Fact]
    public void Remove_takes_one_entry_and_clear_all()
    {
        using var cache = Caches.Create<int, int>();
        for (var i = 0; i < 50; i++)
        {
            cache.Set(i, i);
        }

        cache.Remove(3).ShouldBeTrue();
        cache.Remove(3).ShouldBeFalse();
        cache.Count.ShouldBe(49);
        cache.Clear();
        cache.Count.ShouldBe(0);
        cache.Statistics.Weight.ShouldBe(0);
        cache.TryGet(4, out _).ShouldBeFalse();
        cache.Set(4, 4);
        cache.Count.ShouldBe(1);
    }

    [Fact]
    public void The_table_grows_with_its_entries()
    {
        using var cache = Caches.Create<int, int>(capacity: 20_000);
        for (var i = 0; i < 20_000; i++)
        {
            cache.Set(i, -i);
        }

        cache.Count.ShouldBe(20_000);
        for (var i = 0; i < 20_000; i++)
        {
            cache.TryGet(i, out var value).ShouldBeTrue();
            value.ShouldBe(-i);
        }
    }

    [Fact]
    public void The_number_of_entries_stays_within_the_capacity()
    {
        using var cache = Caches.Create<int, int>(capacity: 10);
        for (var i = 0; i < 1000; i++)
        {
            cache.Set(i, i);
            cache.Count.ShouldBeLessThanOrEqualTo(10);
        }

        cache.Count.ShouldBe(10);
        cache.Statistics.Evictions.ShouldBe(990);
    }

    [Fact]
    public void A_capacity_of_one_holds_one_entry()
    {
        using var cache = Caches.Create<int, int>(capacity: 1);
        cache.Set(1, 1);
        cache.Set(2, 2);

        cache.Count.ShouldBe(1);
    }

    [Fact]
    public void Overwriting_a_full_cache_evicts_nothing()
    {
        using var cache = Caches.Create<int, int>(capacity: 10);
        for (var i = 0; i < 10; i++)
        {
            cache.Set(i, i);
        }

        for (var i = 0; i < 100; i++)
        {
            cache.Set(i % 10, i);
        }

        cache.Statistics.Evictions.ShouldBe(0);
        cache.Count.ShouldBe(10);
    }

    [Fact]
    public void What_is_asked_for_often_survives_a_scan()
    {
        using var cache = Caches.Create<int, int>(capacity: 100);
        for (var round = 0; round < 5; round++)
        {
            for (var i = 0; i < 50; i++)
            {
                cache.GetOrAdd(i, static key => key);
            }
        }

        for (var i = 1000; i < 3000; i++)
        {
            cache.GetOrAdd(i, static key => key);
        }

        Enumerable.Range(0, 50).Count(i => cache.TryGet(i, out _)).ShouldBeGreaterThan(45);
    }

    [Fact]
    public void Trim_gives_up_a_share_of_the_weight()
    {
        using var cache = Caches.Create<int, int>(capacity: 100);
        for (var i = 0; i < 100; i++)
        {
            cache.Set(i, i);
        }

        cache.Trim(0).ShouldBe(0);
        cache.Trim(0.25).ShouldBe(25);
        cache.Count.ShouldBe(75);
        cache.Trim(1).ShouldBe(75);
        cache.Count.ShouldBe(0);
        Should.Throw<ArgumentOutOfRangeException>(() => cache.Trim(1.5)).Message.ShouldContain("1.5");
        Should.Throw<ArgumentOutOfRangeException>(() => cache.Trim(double.NaN));
    }

    [Fact]
    public void Resizing_evicts_down_and_makes_room()
    {
        using var cache = Caches.Create<int, int>(capacity: 100);
        for (var i = 0; i < 100; i++)
        {
            cache.Set(i, i);
        }

        cache.Resize(40);
        cache.Count.ShouldBe(40);
        cache.Capacity.ShouldBe(40);
        cache.Resize(200);
        for (var i = 1000; i < 1300; i++)
        {
            cache.Set(i, i);
        }

        cache.Count.ShouldBe(200);
        Should.Throw<ArgumentOutOfRangeException>(() => cache.Resize(0));
    }

    [Fact]
    public void A_disposed_cache_is_empty_and_refuses_writes()
    {
        var cache = Caches.Create<int, int>();
        cache.Set(1, 1);
        cache.Dispose();
        cache.Dispose();

        cache.TryGet(1, out _).ShouldBeFalse();
        cache.Count.ShouldBe(0);
        Should.Throw<ObjectDisposedException>(() => cache.Set(1, 1));
        Should.Throw<ObjectDisposedException>(() => cache.GetOrAdd(1, static key => key));
    }

    [Fact]
    public void Statistics_count_requests()
    {
        using var cache = Caches.Create<int, int>();
        cache.Statistics.HitRatio.ShouldBe(0);
        cache.TryGet(1, out _);
        cache.GetOrAdd(1, static key => key);
        cache.GetOrAdd(1, static key => key);
        cache.TryGet(1, out _);
        cache.TryGet(1, out _);

        var statistics = cache.Statistics;
        statistics.Hits.ShouldBe(3);
        statistics.Misses.ShouldBe(2);
        statistics.HitRatio.ShouldBe(0.6);
        statistics.Loads.ShouldBe(1);
        statistics.Entries.ShouldBe(1);
        statistics.Weight.ShouldBe(1);
        statistics.Capacity.ShouldBe(100);
    }

    [Fact]
    public void Null_keys_and_factories_are_refused()
    {
        using var cache = Caches.Create<string, int>();

        Should.Throw<ArgumentNullException>(() => cache.TryGet(null!, out _));
        Should.Throw<ArgumentNullException>(() => cache.Set(null!, 1));
        Should.Throw<ArgumentNullException>(() => cache.Remove(null!));
        Should.Throw<ArgumentNullException>(() => cache.TryUpdate(null!, 1));
        Should.Throw<ArgumentNullException>(() => cache.GetOrAdd("a", 0, null!));
        Should.Throw<ArgumentException>(() => cache.RemoveByTag(string.Empty));
    }

    [Fact]
    public void A_hit_allocates_nothing()
    {
        using var cache = Caches.Create<long, long>(capacity: 1000);
        for (var i = 0; i < 1000; i++)
        {
            cache.Set(i, i);
        }

        ReadAll(cache);
        var before = GC.GetAllocatedBytesForCurrentThread();
        ReadAll(cache);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        allocated.ShouldBe(0);

        static void ReadAll(AdaptiveCache<long, long> cache)
        {
            for (var i = 0; i < 100_000; i++)
            {
                cache.TryGet(i % 1000, out _);
                cache.GetOrAdd(i % 1000, 0, static (key, _, _) => key);
            }
        }
    }
}
