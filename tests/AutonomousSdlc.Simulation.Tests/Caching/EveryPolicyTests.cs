using AutonomousSdlc.Simulation.Caching;

namespace AutonomousSdlc.Simulation.Tests.Caching;

public sealed class EveryPolicyTests
{
    public static TheoryData<string> Names => [.. ReplayPolicies.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void Never_holds_more_than_its_capacity(string name)
    {
        foreach (var capacity in new[] { 1, 2, 3, 9, 10, 11, 50 })
        {
            var trace = RandomTraces.Mixed(seed: capacity, requests: 4000, keys: 40);
            var policy = ReplayPolicies.Find(name)!(trace, capacity, 1);
            foreach (var key in trace.Requests)
            {
                policy.Access(key);
                policy.Count.ShouldBeLessThanOrEqualTo(capacity);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Misses_each_key_once_when_all_fit(string name)
    {
        var trace = RandomTraces.Mixed(seed: 5, requests: 4000, keys: 40);

        // Twice the keys: a policy that divides its capacity must not evict either.
        var result = CacheReplay.Run(trace, ReplayPolicies.Find(name)!(trace, 20 * trace.Distinct, 1));

        result.Requests.ShouldBe(4000);
        result.Hits.ShouldBe(4000 - trace.Distinct);
        result.Loads.ShouldBe(trace.Distinct);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Repeats_itself_with_the_same_seed(string name)
    {
        var trace = RandomTraces.Mixed(seed: 9, requests: 20_000, keys: 300);

        var first = CacheReplay.Run(trace, ReplayPolicies.Find(name)!(trace, 50, 3));
        var second = CacheReplay.Run(trace, ReplayPolicies.Find(name)!(trace, 50, 3));

        second.ShouldBe(first);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Never_beats_the_clairvoyant_optimum(string name)
    {
        foreach (var capacity in new[] { 1, 5, 20, 60 })
        {
            var trace = RandomTraces.Mixed(seed: capacity + 100, requests: 5000, keys: 60);
            var optimum = CacheReplay.Run(trace, new BeladyReference(trace, capacity));

            CacheReplay.Run(trace, ReplayPolicies.Find(name)!(trace, capacity, 1)).Hits.ShouldBeLessThanOrEqualTo(optimum.Hits);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Refuses_a_capacity_below_one(string name)
    {
        var trace = RandomTraces.Of(1, 2, 3);

        Should.Throw<ArgumentOutOfRangeException>(() => ReplayPolicies.Find(name)!(trace, 0, 1));
    }

    [Fact]
    public void Is_unknown_under_any_other_name() => ReplayPolicies.Find("LRU").ShouldBeNull();
}
