using Microsoft.Extensions.Options;

namespace AutonomousSdlc.Caching.Tests;

public sealed class OptionsTests
{
    [Fact]
    public void The_defaults_are_valid()
    {
        using var cache = new AdaptiveCache<string, int>();

        cache.Capacity.ShouldBe(10_000);
        cache.Name.ShouldBe("Int32");
    }

    [Fact]
    public void All_errors_are_reported_at_once_with_value_and_remedy()
    {
        var options = new AdaptiveCacheOptions<string, int>
        {
            Capacity = 0,
            Expiration = TimeSpan.FromTicks(-1),
            Policy = "Random",
            DisposeValues = true,
        };

        var exception = Should.Throw<OptionsValidationException>(() => new AdaptiveCache<string, int>(options, "things"));

        exception.OptionsName.ShouldBe("things");
        exception.Failures.Count().ShouldBe(4);
        exception.Message.ShouldContain("Capacity (0) must be between 1 and");
        exception.Message.ShouldContain("-00:00:00.0000001");
        exception.Message.ShouldContain("Policy (Random) must be one of Adaptive, TinyLfu, Lru, S3Fifo, RecencyFrequency");
        exception.Message.ShouldContain("System.Int32");
    }

    [Fact]
    public void A_missing_policy_name_is_an_error() =>
        Should.Throw<OptionsValidationException>(() => new AdaptiveCache<string, int>(new AdaptiveCacheOptions<string, int> { Policy = null! }))
            .Message.ShouldContain("Policy (null)");

    [Fact]
    public void Policy_names_ignore_case()
    {
        using var cache = new AdaptiveCache<string, int>(new AdaptiveCacheOptions<string, int> { Policy = "tinylfu" });

        cache.Count.ShouldBe(0);
    }

    [Fact]
    public void Equal_seeds_give_equal_runs()
    {
        Held(seed: 3).ShouldBe(Held(seed: 3));

        static List<int> Held(int seed)
        {
            using var cache = new AdaptiveCache<int, int>(new AdaptiveCacheOptions<int, int> { Capacity = 50, Seed = seed });
            var random = new Random(1);
            for (var i = 0; i < 20_000; i++)
            {
                cache.GetOrAdd((int)(500 * Math.Pow(random.NextDouble(), 3)), static key => key);
            }

            return [.. Enumerable.Range(0, 500).Where(key => cache.TryGet(key, out _))];
        }
    }

    [Fact]
    public void Exceptions_carry_their_data()
    {
        var inner = new InvalidOperationException();

        new CachingException().CacheName.ShouldBeNull();
        new CachingException("m", inner).InnerException.ShouldBeSameAs(inner);
        new CacheReentrancyException().Key.ShouldBeNull();
        new CacheReentrancyException("m").Message.ShouldBe("m");
        new CacheReentrancyException("m", inner) { Key = 1 }.Key.ShouldBe(1);
    }
}
