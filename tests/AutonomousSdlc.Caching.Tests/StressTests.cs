using System.Collections.Concurrent;
using AutonomousSdlc.Caching.Internal;

namespace AutonomousSdlc.Caching.Tests;

/// <summary>Two threads without mercy, then the invariants.</summary>
public sealed class StressTests
{
    private const int Operations = 100_000;
    private const int Threads = 2;

    [Fact]
    public async Task Mixed_operations_keep_every_invariant()
    {
        const int capacity = 64;
        var stored = new ConcurrentDictionary<long, byte>();
        var removed = new ConcurrentDictionary<long, int>();
        long next = 0;
        var largest = 0;
        var mismatches = 0;
        var cache = Caches.Create<int, (int Key, long Id)>(capacity, configure: o => o.OnRemoved = removal =>
        {
            removed.AddOrUpdate(removal.Value.Id, 1, static (_, count) => count + 1);
            if (removal.Value.Key != removal.Key)
            {
                Interlocked.Increment(ref mismatches);
            }
        });

        await RunAsync(thread =>
        {
            var random = new Random(thread);
            for (var i = 0; i < Operations; i++)
            {
                var key = random.Next(200);
                switch (random.Next(12))
                {
                    case 0:
                        cache.Set(key, Fresh(key), new CacheEntryOptions { Tags = [$"{key % 5}"] });
                        break;
                    case 1:
                        cache.Remove(key);
                        break;
                    case 2:
                        cache.TryUpdate(key, Fresh(key));
                        break;
                    case 3 when i % 100 == 0:
                        cache.RemoveByTag($"{key % 5}");
                        break;
                    case 4 when i % 1000 == 0:
                        cache.Clear();
                        break;
                    case 5 when i % 500 == 0:
                        cache.Trim(0.5);
                        break;
                    case 6:
                        cache.Set(key, Fresh(key), new CacheEntryOptions { Expiration = TimeSpan.FromMilliseconds(1) });
                        break;
                    default:
                        if (cache.GetOrAdd(key, Fresh).Key != key)
                        {
                            Interlocked.Increment(ref mismatches);
                        }

                        break;
                }

                largest = Math.Max(largest, cache.Count);
            }
        });

        largest.ShouldBeLessThanOrEqualTo(capacity + EntryKeeper<int, int>.MaximumQueued + Threads);
        cache.Set(0, Fresh(0));
        cache.Count.ShouldBeLessThanOrEqualTo(capacity);
        cache.Statistics.Weight.ShouldBe(cache.Count);
        cache.Dispose();
        cache.Count.ShouldBe(0);
        mismatches.ShouldBe(0);
        removed.Values.ShouldAllBe(count => count == 1);
        removed.Keys.ShouldAllBe(id => stored.ContainsKey(id));

        (int Key, long Id) Fresh(int key)
        {
            var id = Interlocked.Increment(ref next);
            stored.TryAdd(id, 0);
            return (key, id);
        }
    }

    [Fact]
    public async Task No_update_is_lost()
    {
        using var cache = Caches.Create<int, long>(capacity: 16);
        for (var i = 0; i < 8; i++)
        {
            cache.Set(i, 0);
        }

        await RunAsync(thread =>
        {
            var random = new Random(thread);
            for (var i = 0; i < Operations; i++)
            {
                cache.TryUpdate(random.Next(8), 1, static (_, old, add) => old + add).ShouldBeTrue();
            }
        });

        Enumerable.Range(0, 8).Sum(key => cache.GetOrAdd(key, static _ => long.MinValue)).ShouldBe(Threads * Operations);
    }

    [Fact]
    public async Task A_removed_key_does_not_come_back()
    {
        using var cache = Caches.Create<int, int>(capacity: 64);
        var resurrected = 0;

        await RunAsync(thread =>
        {
            // Each thread owns its keys; the other one keeps the engine busy.
            var random = new Random(thread);
            for (var i = 0; i < Operations; i++)
            {
                var key = (random.Next(100) * Threads) + thread;
                cache.Set(key, i);
                cache.Remove(key);
                if (cache.TryGet(key, out _))
                {
                    Interlocked.Increment(ref resurrected);
                }
            }
        });

        resurrected.ShouldBe(0);
        cache.Count.ShouldBe(0);
        cache.Statistics.Weight.ShouldBe(0);
    }

    [Fact]
    public async Task Entries_stay_findable_while_the_table_grows()
    {
        using var cache = Caches.Create<int, int>(capacity: 1_000_000);
        var lost = 0;

        await RunAsync(thread =>
        {
            for (var i = 0; i < 50_000; i++)
            {
                var key = (i * Threads) + thread;
                cache.Set(key, key);
                var earlier = ((i / 2) * Threads) + thread;
                if (!cache.TryGet(earlier, out var value) || value != earlier)
                {
                    Interlocked.Increment(ref lost);
                }
            }
        });

        lost.ShouldBe(0);
        cache.Count.ShouldBe(100_000);
    }

    [Fact]
    public async Task One_factory_at_a_time_runs_per_key()
    {
        using var cache = Caches.Create<int, int>(capacity: 4);
        var running = new int[16];
        var overlaps = 0;

        await RunAsync(thread =>
        {
            var random = new Random(thread);
            for (var i = 0; i < Operations / 2; i++)
            {
                cache.GetOrAdd(random.Next(16), running, (key, running, _) =>
                {
                    if (Interlocked.Increment(ref running[key]) != 1)
                    {
                        Interlocked.Increment(ref overlaps);
                    }

                    Interlocked.Decrement(ref running[key]);
                    return key;
                });
            }
        });

        overlaps.ShouldBe(0);
        var statistics = cache.Statistics;
        (statistics.Hits + statistics.Misses).ShouldBe(Threads * (Operations / 2));
        (statistics.Loads + statistics.Joins).ShouldBe(statistics.Misses);
    }

    private static Task RunAsync(Action<int> body) => Task.WhenAll(Enumerable.Range(0, Threads).Select(thread =>
        Task.Factory.StartNew(() => body(thread), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)));
}
