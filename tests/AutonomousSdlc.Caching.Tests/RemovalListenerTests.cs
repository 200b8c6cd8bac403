using AutonomousSdlc.Testing;
using Microsoft.Extensions.Logging;

namespace AutonomousSdlc.Caching.Tests;

public sealed class RemovalListenerTests
{
    private readonly ManualTimeProvider _time = new();
    private readonly List<CacheRemoval<string, int>> _removals = [];

    [Fact]
    public void Every_value_is_reported_once_with_its_reason()
    {
        var cache = Create();
        cache.Set("removed", 1);
        cache.Remove("removed");
        cache.Set("replaced", 2);
        cache.Set("replaced", 3);
        cache.TryUpdate("replaced", 4);
        cache.Set("tagged", 5, new CacheEntryOptions { Tags = ["t"] });
        cache.RemoveByTag("t");
        cache.Set("expired", 6, new CacheEntryOptions { Expiration = TimeSpan.FromSeconds(1) });
        _time.Advance(TimeSpan.FromSeconds(3));
        cache.Set("heavy", 7, new CacheEntryOptions { Weight = 4 });
        cache.Clear();
        cache.Set("trimmed", 8);
        cache.Trim(1);
        cache.Set("disposed", 9);
        cache.Dispose();

        _removals.Select(removal => (removal.Key, removal.Value, removal.Reason)).ShouldBe(
        [
            ("removed", 1, CacheRemovalReason.Removed),
            ("replaced", 2, CacheRemovalReason.Replaced),
            ("replaced", 3, CacheRemovalReason.Replaced),
            ("tagged", 5, CacheRemovalReason.Tag),
            ("expired", 6, CacheRemovalReason.Expired),
            ("heavy", 7, CacheRemovalReason.Capacity),
            ("replaced", 4, CacheRemovalReason.Cleared),
            ("trimmed", 8, CacheRemovalReason.Trimmed),
            ("disposed", 9, CacheRemovalReason.Disposed),
        ]);
    }

    [Fact]
    public void Evicted_values_are_reported_with_the_capacity_as_reason()
    {
        using var cache = Create();
        for (var i = 0; i < 10; i++)
        {
            cache.Set($"{i}", i);
        }

        _removals.Count.ShouldBe(7);
        _removals.ShouldAllBe(removal => removal.Reason == CacheRemovalReason.Capacity);
        _removals.Select(removal => removal.Value).Distinct().Count().ShouldBe(7);
    }

    [Fact]
    public void A_value_that_expired_is_reported_as_expired_whoever_notices()
    {
        using var cache = Create();
        var brief = new CacheEntryOptions { Expiration = TimeSpan.FromMilliseconds(10) };
        cache.Set("get", 1, brief);
        cache.Set("set", 2, brief);
        cache.Set("load", 3, brief);
        _time.Advance(TimeSpan.FromMilliseconds(10));
        cache.TryGet("get", out _).ShouldBeFalse();
        cache.Set("set", 4);
        cache.GetOrAdd("load", static _ => 5).ShouldBe(5);

        _removals.Select(removal => (removal.Value, removal.Reason)).ShouldBe(
        [
            (1, CacheRemovalReason.Expired),
            (2, CacheRemovalReason.Expired),
            (3, CacheRemovalReason.Expired),
        ]);
    }

    [Fact]
    public void The_listener_may_use_the_cache()
    {
        AdaptiveCache<string, int>? cache = null;
        cache = Caches.Create<string, int>(configure: o => o.OnRemoved = removal =>
        {
            if (removal.Reason == CacheRemovalReason.Removed)
            {
                cache!.Set("again", removal.Value);
            }
        });
        cache.Set("a", 1);
        cache.Remove("a");

        cache.TryGet("again", out var value).ShouldBeTrue();
        value.ShouldBe(1);
        cache.Dispose();
    }

    [Fact]
    public void What_the_listener_or_a_disposal_throws_is_logged_and_goes_no_further()
    {
        using var logs = new LogRecorder();
        using var cache = new AdaptiveCache<string, IDisposable>(
            new AdaptiveCacheOptions<string, IDisposable> { DisposeValues = true, OnRemoved = static _ => throw new InvalidOperationException("listener") },
            "things",
            logger: new Logger<AdaptiveCache<string, IDisposable>>(logs));
        cache.Set("a", new Thrower());

        cache.Remove("a").ShouldBeTrue();

        logs.WithEvent(1001).Single().Exception!.Message.ShouldBe("listener");
        logs.WithEvent(1002).Single().Exception!.Message.ShouldBe("disposal");
        logs.WithEvent(1002).Single().Message.ShouldContain("\"things\"");
    }

    [Fact]
    public async Task The_failure_of_an_abandoned_load_is_logged()
    {
        using var logs = new LogRecorder();
        using var cache = new AdaptiveCache<string, int>(name: "things", logger: new Logger<AdaptiveCache<string, int>>(logs));
        using var source = new CancellationTokenSource();
        var gate = new TaskCompletionSource<int>();
        var load = cache.GetOrAddAsync("a", (_, _) => new ValueTask<int>(gate.Task), source.Token).AsTask();
        await source.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => load);
        gate.SetException(new InvalidOperationException("too late"));

        SpinWait.SpinUntil(() => logs.WithEvent(1003).Count > 0, TimeSpan.FromSeconds(30)).ShouldBeTrue();
    }

    private AdaptiveCache<string, int> Create() => Caches.Create<string, int>(capacity: 3, _time, o => o.OnRemoved = _removals.Add);

    private sealed class Thrower : IDisposable
    {
        public void Dispose() => throw new InvalidOperationException("disposal");
    }
}
