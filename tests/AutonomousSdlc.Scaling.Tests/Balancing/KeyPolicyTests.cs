using AutonomousSdlc.Scaling.Internal.Policies;

namespace AutonomousSdlc.Scaling.Tests.Balancing;

public sealed class KeyPolicyTests
{
    private const int Keys = 4_000;

    public static TheoryData<string> Policies => [BalancingPolicies.ConsistentHash, BalancingPolicies.Maglev];

    [Theory]
    [MemberData(nameof(Policies))]
    public void A_key_has_the_same_node_in_every_process_whatever_the_order_of_registration(string policy)
    {
        using var one = new TestPool(10, options => options.Policy = policy, seed: 1);
        using var other = new TestPool(0, options => options.Policy = policy, seed: 2);
        for (var i = 9; i >= 0; i--)
        {
            other.Add($"n{i}");
        }

        Owners(one).ShouldBe(Owners(other));
    }

    [Fact]
    public void The_hash_of_a_key_is_fixed_for_good()
    {
        KeyHash.Compute(string.Empty).ShouldBe(KeyHash.Compute(""));
        KeyHash.Compute("user-1").ShouldNotBe(KeyHash.Compute("user-2"));

        // FNV-1a of "a" is 0xAF63DC4C8601EC8C; the published test vector, mixed.
        KeyHash.Compute("a").ShouldBe(Shared.SplitMix64.Mix(0xAF63DC4C8601EC8C));
    }

    [Theory]
    [InlineData(BalancingPolicies.ConsistentHash, 0.35)]
    [InlineData(BalancingPolicies.Maglev, 0.16)]
    public void Keys_spread_by_weight(string policy, double tolerance)
    {
        using var pool = new TestPool(9, options => options.Policy = policy);
        pool.Add("heavy", weight: 3);
        var counts = Owners(pool).CountBy(static owner => owner).ToDictionary();
        foreach (var (id, count) in counts)
        {
            ((double)count / Keys).ShouldBe(id == "heavy" ? 0.25 : 1 / 12.0, tolerance * (id == "heavy" ? 0.25 : 1 / 12.0), id);
        }

        counts.Count.ShouldBe(10);
    }

    [Fact]
    public void A_maglev_table_is_even_within_one_place_for_equal_weights()
    {
        using var pool = new TestPool(7);
        var table = new MaglevTable(pool.Registry.Current.Candidates);
        table.Places.ShouldBe(1_021);
        var counts = Enumerable.Range(0, table.Places).CountBy(table.OwnerOf).Select(static pair => pair.Value).ToArray();
        (counts.Max() - counts.Min()).ShouldBeLessThanOrEqualTo(1);
    }

    [Theory]
    [InlineData(BalancingPolicies.ConsistentHash, 0)]
    [InlineData(BalancingPolicies.Maglev, 0.05)]
    public void A_node_that_leaves_takes_only_its_own_keys_along(string policy, double moved)
    {
        using var pool = new TestPool(10, options => options.Policy = policy);
        var before = Owners(pool);
        pool.Registry.Deregister("n4");
        var after = Owners(pool);
        after.ShouldNotContain("n4");
        var others = before.Zip(after).Count(static pair => pair.First != "n4" && pair.First != pair.Second);
        others.ShouldBeLessThanOrEqualTo((int)(moved * Keys));

        pool.Add("n4");
        Owners(pool).ShouldBe(before);
    }

    [Theory]
    [MemberData(nameof(Policies))]
    public void The_keys_of_an_excluded_node_spread_over_the_others(string policy)
    {
        using var pool = new TestPool(10, options => options.Policy = policy);
        var without = Enumerable.Range(0, Keys).Select(key => Owner(pool, key, "n4")).ToArray();
        var moved = Owners(pool).Zip(without).Where(static pair => pair.First == "n4").Select(static pair => pair.Second).Distinct().ToArray();
        without.ShouldNotContain("n4");
        moved.Length.ShouldBeGreaterThan(6);
    }

    [Fact]
    public void No_node_is_loaded_above_its_bound_by_a_hot_key()
    {
        using var pool = new TestPool(10, static options => options.Policy = BalancingPolicies.ConsistentHash);
        var hot = new PickContext { Key = "hot" };
        for (var call = 1; call <= 1_000; call++)
        {
            pool.Balancer.Acquire(hot).IsAcquired.ShouldBeTrue();
            pool.Registry.Current.Nodes.Max(static node => node.InFlight).ShouldBeLessThanOrEqualTo((int)Math.Ceiling(1.25 * call / 10));
        }
    }

    [Fact]
    public void The_bound_follows_the_weight()
    {
        using var pool = new TestPool(0, static options => options.Policy = BalancingPolicies.ConsistentHash);
        pool.Add("small");
        pool.Add("large", weight: 3);
        for (var call = 0; call < 1_000; call++)
        {
            pool.Balancer.Acquire(new PickContext { Key = "hot" });
        }

        pool.Registry.Current.Find("small")!.InFlight.ShouldBeInRange(60, 313);
        pool.Registry.Current.Find("large")!.InFlight.ShouldBeInRange(687, 938);
    }

    [Theory]
    [MemberData(nameof(Policies))]
    public void Calls_without_a_key_go_to_the_less_loaded_of_two(string policy)
    {
        using var pool = new TestPool(2, options => options.Policy = policy);
        using var busy = pool.Acquire("n1");
        for (var i = 0; i < 100; i++)
        {
            using var lease = pool.Acquire();
            lease.Node.Id.ShouldBe("n1");
        }
    }

    private static string[] Owners(TestPool pool) => [.. Enumerable.Range(0, Keys).Select(key => Owner(pool, key))];

    private static string Owner(TestPool pool, int key, params string[] except)
    {
        using var lease = pool.Balancer.Acquire(new PickContext { Key = $"user-{key}", ExcludedNodes = except.Length == 0 ? null : except });
        return lease.Node.Id;
    }
}
