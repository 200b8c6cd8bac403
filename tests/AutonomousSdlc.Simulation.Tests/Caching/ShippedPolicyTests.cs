using AutonomousSdlc.Simulation.Caching;

namespace AutonomousSdlc.Simulation.Tests.Caching;

public sealed class ShippedPolicyTests
{
    [Fact]
    public void Tinylfu_keeps_frequent_keys_through_a_scan_that_flushes_lru()
    {
        int[] hot = [.. Enumerable.Range(0, 50)];
        int[] keys = [.. hot, .. hot, .. hot, .. Enumerable.Range(1000, 500), .. hot];
        var trace = RandomTraces.Of(keys);

        var tinyLfu = CacheReplay.Run(trace, ShippedPolicy.TinyLfu(trace.Distinct, 100, seed: 1));
        var lru = CacheReplay.Run(trace, new LruReference(trace.Distinct, 100));

        lru.Hits.ShouldBe(100);
        tinyLfu.Hits.ShouldBeGreaterThan(140);
    }

    [Fact]
    public void Every_seed_draws_other_collisions()
    {
        var trace = RandomTraces.Mixed(seed: 4, requests: 30_000, keys: 400);

        var hits = Enumerable.Range(1, 8).Select(seed => CacheReplay.Run(trace, ShippedPolicy.TinyLfu(trace.Distinct, 100, seed)).Hits).Distinct();

        hits.Count().ShouldBeGreaterThan(1);
    }

    [Theory]
    [InlineData(int.MinValue)]
    [InlineData(0)]
    [InlineData(int.MaxValue)]
    public void Accepts_every_seed(int seed)
    {
        var trace = RandomTraces.Of(1, 2, 1);

        CacheReplay.Run(trace, ShippedPolicy.TinyLfu(trace.Distinct, 2, seed)).Hits.ShouldBe(1);
    }
}
