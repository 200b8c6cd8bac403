using AutonomousSdlc.Caching.Internal.Policies;
using FsCheck;
using FsCheck.Fluent;

namespace AutonomousSdlc.Caching.Tests.Policies;

public sealed class RecencyFrequencyPolicyTests
{
    [Fact]
    public void The_score_weighs_recency_and_frequency_as_documented()
    {
        RecencyFrequencyPolicy.Score(age: 0, count: 1, scale: 100).ShouldBe(0.73, 1e-12);
        RecencyFrequencyPolicy.Score(age: 100, count: 5, scale: 100).ShouldBe(0.5, 1e-12);
        RecencyFrequencyPolicy.Score(age: 300, count: 99, scale: 100).ShouldBe(0.475, 1e-12);
    }

    [Fact]
    public void The_victim_is_the_one_a_search_of_all_entries_finds() =>
        Prop.ForAll(
                Gen.Choose(1, 1_000_000).ToArbitrary(),
                Gen.Choose(0, 300).ToArbitrary(),
                Matches)
            .Check(Config.QuickThrowOnFailure.WithMaxTest(60));

    [Fact]
    public void With_a_scale_far_beyond_the_turnover_old_favourites_block_the_cache()
    {
        HitsAfterTheFavouritesChanged(scale: 0).ShouldBeGreaterThan(3 * HitsAfterTheFavouritesChanged(scale: 3_600_000));
    }

    private static bool Matches(int seed, int scale)
    {
        const int Capacity = 40;
        var random = new Random(seed);
        var policy = new RecencyFrequencyPolicy(Capacity, scale);
        var entries = new Dictionary<int, (long LastUse, int Count)>();
        for (var i = 0; i < 2000; i++)
        {
            var node = random.Next(60);
            var uses = random.Next(1, 3);
            if (entries.TryGetValue(node, out var entry))
            {
                policy.Hit(node, uses);
                entries[node] = (policy.Requests, entry.Count + uses);
                continue;
            }

            policy.Add(node, 0, 1);
            entries[node] = (policy.Requests, 1);
            if (entries.Count <= Capacity)
            {
                continue;
            }

            double Score(int key) => RecencyFrequencyPolicy.Score(policy.Requests - entries[key].LastUse, entries[key].Count, scale > 0 ? scale : entries.Count);
            var lowest = entries.Keys.Min(Score);
            var victim = policy.Evict(Capacity);

            // Equal scores are equally good victims.
            if (Score(victim) > lowest)
            {
                return false;
            }

            entries.Remove(victim);
        }

        return true;
    }

    private static long HitsAfterTheFavouritesChanged(long scale)
    {
        var replay = new PolicyReplay(new RecencyFrequencyPolicy(100, scale));
        for (var i = 0; i < 2000; i++)
        {
            replay.Request((uint)(i % 100));
        }

        var before = replay.Hits;
        for (var i = 0; i < 5000; i++)
        {
            replay.Request((uint)(1000 + (i % 90)));
        }

        return replay.Hits - before;
    }
}
