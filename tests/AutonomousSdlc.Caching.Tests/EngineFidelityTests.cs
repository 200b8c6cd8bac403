using AutonomousSdlc.Caching.Internal;
using AutonomousSdlc.Caching.Internal.Policies;

namespace AutonomousSdlc.Caching.Tests;

public sealed class EngineFidelityTests
{
    [Theory]
    [InlineData(1, 100)]
    [InlineData(2, 37)]
    [InlineData(3, 1000)]
    public void On_one_thread_the_engine_hits_exactly_what_the_policy_alone_would_hit(int seed, int capacity)
    {
        var requests = Requests(seed);
        using var cache = Caches.Create<int, int>(capacity, configure: o => o.Seed = seed);
        foreach (var key in requests)
        {
            cache.GetOrAdd(key, static key => key);
        }

        cache.Statistics.Hits.ShouldBe(HitsOfPolicy(requests, capacity, seed));
    }

    private static long HitsOfPolicy(List<int> requests, int capacity, int seed)
    {
        var hashes = new EntryTable<int, int>(null, (uint)seed);
        var policy = new TinyLfuPolicy(capacity, seed: seed);
        var nodes = new Dictionary<int, int>();
        var keys = new int[capacity + 1];
        var free = new Stack<int>(Enumerable.Range(0, capacity + 1));
        long hits = 0;
        foreach (var key in requests)
        {
            if (nodes.TryGetValue(key, out var node))
            {
                hits++;
                policy.Hit(node);
                continue;
            }

            node = free.Pop();
            nodes[key] = node;
            keys[node] = key;
            policy.Add(node, hashes.Hash(key), 1);
            while (policy.Evict(capacity) is var victim and >= 0)
            {
                nodes.Remove(keys[victim]);
                free.Push(victim);
            }
        }

        return hits;
    }

    private static List<int> Requests(int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, 60_000).Select(i => (int)(5000 * Math.Pow(random.NextDouble(), 4)) + (i / 200 % 50))];
    }
}
