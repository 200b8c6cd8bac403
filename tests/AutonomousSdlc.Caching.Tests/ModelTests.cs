using AutonomousSdlc.Testing;
using FsCheck;
using FsCheck.Fluent;

namespace AutonomousSdlc.Caching.Tests;

/// <summary>Drives the cache and an obviously correct dictionary with the same random operations under virtual time.</summary>
public sealed class ModelTests
{
    [Fact]
    public void With_room_for_everything_the_cache_is_a_dictionary_with_expiry() =>
        Prop.ForAll<Step[]>(static steps => Replay(steps)).Check(Config.QuickThrowOnFailure.WithMaxTest(300).WithEndSize(300));

    [Fact]
    public void What_a_small_cache_still_holds_is_what_the_dictionary_holds() =>
        Prop.ForAll<Step[]>(static steps => ReplaySmall(steps)).Check(Config.QuickThrowOnFailure.WithMaxTest(300).WithEndSize(300));

    private static void Replay(Step[] steps)
    {
        var time = new ManualTimeProvider();
        var removed = new List<int>();
        using var cache = Caches.Create<int, int>(1000, time, o => o.OnRemoved = removal => removed.Add(removal.Value));
        var model = new CacheModel(time);
        foreach (var (step, index) in steps.Select((step, index) => (step, index)))
        {
            Apply(cache, model, time, step, index);
            for (var key = 0; key < 8; key++)
            {
                var found = cache.TryGet(key, out var value);
                found.ShouldBe(model.TryGet(key, out var expected));
                value.ShouldBe(expected);
            }
        }

        cache.Clear();
        removed.Order().ShouldBe(model.EverStored.Order(), "each value leaves exactly once");
        cache.Statistics.Weight.ShouldBe(0);
    }

    private static void ReplaySmall(Step[] steps)
    {
        var time = new ManualTimeProvider();
        var removed = new List<int>();
        using var cache = Caches.Create<int, int>(3, time, o => o.OnRemoved = removal => removed.Add(removal.Value));
        var model = new CacheModel(time);
        foreach (var (step, index) in steps.Select((step, index) => (step, index)))
        {
            for (var key = 0; key < 8; key++)
            {
                // The model forgets what the cache has evicted, so that the next step means the same to both.
                if (!cache.TryGet(key, out _))
                {
                    model.Remove(key);
                }
            }

            Apply(cache, model, time, step, index);
            cache.Count.ShouldBeLessThanOrEqualTo(3);
            for (var key = 0; key < 8; key++)
            {
                if (cache.TryGet(key, out var value))
                {
                    model.TryGet(key, out var expected).ShouldBeTrue();
                    value.ShouldBe(expected);
                }
            }
        }

        cache.Clear();
        removed.Order().ShouldBe(model.EverStored.Order(), "each value leaves exactly once");
    }

    private static void Apply(AdaptiveCache<int, int> cache, CacheModel model, ManualTimeProvider time, Step step, int value)
    {
        var key = step.Key & 7;
        TimeSpan? expiration = (step.Argument & 3) == 0 ? null : TimeSpan.FromMilliseconds(1 << (step.Argument % 22));
        string[]? tags = (step.Argument & 4) == 0 ? null : [$"tag {step.Argument & 8}"];
        var options = new CacheEntryOptions { Expiration = expiration, Tags = tags };
        switch (step.Operation % 8)
        {
            case 0:
                cache.Set(key, value, options);
                model.Set(key, value, expiration, tags);
                break;
            case 1:
                var present = model.TryGet(key, out var expected);
                cache.GetOrAdd(key, value, static (_, value, _) => value, options).ShouldBe(present ? expected : value);
                if (!present)
                {
                    model.Set(key, value, expiration, tags);
                }

                break;
            case 2:
                cache.Remove(key).ShouldBe(model.Remove(key));
                break;
            case 3:
                cache.TryUpdate(key, value).ShouldBe(model.TryUpdate(key, value));
                break;
            case 4:
                cache.RemoveByTag($"tag {step.Argument & 8}").ShouldBeGreaterThanOrEqualTo(model.RemoveByTag($"tag {step.Argument & 8}"));
                break;
            case 5 when step.Argument % 16 == 0:
                cache.Clear();
                model.Clear();
                break;
            default:
                time.Advance(TimeSpan.FromMilliseconds(1 << (step.Argument % 20)));
                break;
        }
    }

    public sealed record Step(byte Operation, byte Key, byte Argument);
}
