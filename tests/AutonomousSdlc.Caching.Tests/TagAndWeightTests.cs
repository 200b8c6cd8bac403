namespace AutonomousSdlc.Caching.Tests;

public sealed class TagAndWeightTests
{
    [Fact]
    public void A_tag_removes_all_that_carry_it_and_nothing_else()
    {
        using var cache = Caches.Create<string, int>();
        cache.Set("a", 1, new CacheEntryOptions { Tags = ["x", "y"] });
        cache.Set("b", 2, new CacheEntryOptions { Tags = ["y"] });
        cache.GetOrAdd("c", 0, static (_, _, entry) =>
        {
            entry.Tags = ["x"];
            entry.Tags.ShouldBe(["x"]);
            return 3;
        });
        cache.Set("d", 4);

        cache.RemoveByTag("x").ShouldBe(2);
        cache.RemoveByTag("x").ShouldBe(0);
        cache.RemoveByTag("unknown").ShouldBe(0);
        cache.TryGet("b", out _).ShouldBeTrue();
        cache.TryGet("d", out _).ShouldBeTrue();
        cache.Count.ShouldBe(2);
    }

    [Fact]
    public void A_replacement_carries_its_own_tags_and_an_update_keeps_them()
    {
        using var cache = Caches.Create<string, int>();
        cache.Set("a", 1, new CacheEntryOptions { Tags = ["x"] });
        cache.Set("a", 2);
        cache.RemoveByTag("x").ShouldBe(0);
        cache.Set("a", 3, new CacheEntryOptions { Tags = ["x", "x"] });
        cache.TryUpdate("a", 4).ShouldBeTrue();

        cache.RemoveByTag("x").ShouldBe(1);
        cache.Count.ShouldBe(0);
    }

    [Fact]
    public void Tags_given_are_copied_and_checked()
    {
        using var cache = Caches.Create<string, int>();
        var tags = new List<string> { "x" };
        var options = new CacheEntryOptions { Tags = tags };
        tags[0] = "y";
        cache.Set("a", 1, options);

        cache.RemoveByTag("y").ShouldBe(0);
        cache.RemoveByTag("x").ShouldBe(1);
        new CacheEntryOptions { Tags = [] }.Tags.ShouldBeNull();
        Should.Throw<ArgumentException>(() => new CacheEntryOptions { Tags = [""] });
    }

    [Fact]
    public void Weights_count_against_the_capacity()
    {
        using var cache = Caches.Create<int, int>(capacity: 100);
        for (var i = 0; i < 50; i++)
        {
            cache.Set(i, i, new CacheEntryOptions { Weight = 1 + (i % 10) });
            cache.Statistics.Weight.ShouldBeLessThanOrEqualTo(100);
        }

        cache.Statistics.Weight.ShouldBeGreaterThan(80);
        cache.Count.ShouldBeLessThan(50);
    }

    [Fact]
    public void The_weigher_is_asked_unless_call_or_factory_say_it()
    {
        using var cache = Caches.Create<string, string>(capacity: 1000, configure: o => o.Weigher = new LengthWeigher());
        cache.Set("a", "12345");
        cache.Statistics.Weight.ShouldBe(5);
        cache.Set("b", "12345", new CacheEntryOptions { Weight = 100 });
        cache.Statistics.Weight.ShouldBe(105);
        cache.GetOrAdd("c", 0, static (_, _, entry) =>
        {
            entry.Weight = 10;
            return "1";
        });
        cache.Statistics.Weight.ShouldBe(115);
        cache.TryUpdate("a", "123456789").ShouldBeTrue();
        cache.Statistics.Weight.ShouldBe(119);
        cache.Remove("a").ShouldBeTrue();
        cache.Statistics.Weight.ShouldBe(110);
    }

    [Fact]
    public void A_value_heavier_than_the_cache_is_not_kept_and_what_it_replaces_goes()
    {
        using var cache = Caches.Create<string, int>(capacity: 10);
        var heavy = new CacheEntryOptions { Weight = 11 };
        cache.Set("a", 1);
        cache.Set("a", 2, heavy);
        cache.TryGet("a", out _).ShouldBeFalse();
        cache.GetOrAdd("b", 0, static (_, _, _) => 3, heavy).ShouldBe(3);

        cache.Count.ShouldBe(0);
        cache.Statistics.Weight.ShouldBe(0);
    }

    [Fact]
    public void An_update_that_grows_too_heavy_removes_the_entry()
    {
        using var cache = Caches.Create<string, string>(capacity: 10, configure: o => o.Weigher = new LengthWeigher());
        cache.Set("a", "1");

        cache.TryUpdate("a", new string('x', 11)).ShouldBeTrue();

        cache.Count.ShouldBe(0);
    }

    [Fact]
    public void What_weighs_nothing_is_never_evicted_for_space()
    {
        using var cache = Caches.Create<int, int>(capacity: 10);
        cache.Set(-1, 1, new CacheEntryOptions { Weight = 0 });
        for (var i = 0; i < 1000; i++)
        {
            cache.Set(i, i);
        }

        cache.TryGet(-1, out _).ShouldBeTrue();
        cache.Count.ShouldBe(11);
        cache.Set(-1, 2, new CacheEntryOptions { Weight = 3 });
        cache.Statistics.Weight.ShouldBeLessThanOrEqualTo(10);
        cache.Set(-1, 3, new CacheEntryOptions { Weight = 0 });
        cache.Remove(-1).ShouldBeTrue();
    }

    [Fact]
    public void Negative_weights_are_refused()
    {
        using var cache = Caches.Create<string, string>(configure: o => o.Weigher = new NegativeWeigher());

        Should.Throw<ArgumentOutOfRangeException>(() => new CacheEntryOptions { Weight = -1 }).Message.ShouldContain("-1");
        Should.Throw<CachingException>(() => cache.Set("a", "b")).Message.ShouldContain("-7");
        Should.Throw<CachingException>(() => cache.GetOrAdd("a", static _ => "b")).CacheName.ShouldBe("String");
        cache.Count.ShouldBe(0);
        cache.Statistics.LoadFailures.ShouldBe(1);
    }

    private sealed class LengthWeigher : ICacheWeigher<string, string>
    {
        public long GetWeight(string key, string value) => value.Length;
    }

    private sealed class NegativeWeigher : ICacheWeigher<string, string>
    {
        public long GetWeight(string key, string value) => -7;
    }
}
