using AutonomousSdlc.Caching.Internal.Policies;

namespace AutonomousSdlc.Caching.Tests.Policies;

public sealed class TinyLfuPolicyTests
{
    [Fact]
    public void Within_the_limit_nothing_is_evicted()
    {
        var policy = new TinyLfuPolicy(10);
        for (var node = 0; node < 10; node++)
        {
            policy.Add(node, (uint)node, 1);
            policy.Evict(10).ShouldBe(-1);
        }

        policy.Count.ShouldBe(10);
        policy.Weight.ShouldBe(10);
        policy.Name.ShouldBe(EvictionPolicies.TinyLfu);
    }

    [Fact]
    public void A_newcomer_seen_once_does_not_displace_a_node_seen_often()
    {
        var policy = Filled(10, uses: 3);

        policy.Add(10, 10, 1);
        policy.Evict(10);
        policy.Add(11, 11, 1);

        policy.Evict(10).ShouldBe(10, "the first newcomer fell out of the window and lost");
    }

    [Fact]
    public void A_newcomer_that_keeps_coming_back_is_admitted()
    {
        var policy = Filled(100, uses: 1);
        var held = new HashSet<int>(Enumerable.Range(0, 100));
        var free = 100;
        for (var visit = 0; visit < 20 && !Holds(7777); visit++)
        {
            Access(7777);
            for (var once = 0; once < 3; once++)
            {
                Access((visit * 3) + once + 1_000_000);
            }
        }

        Holds(7777).ShouldBeTrue();

        bool Holds(int key) => held.Contains(key) && key == 7777;

        void Access(int key)
        {
            // Nodes and keys coincide here except for the newcomers, which take what is free.
            if (held.Contains(key))
            {
                policy.Hit(free);
                return;
            }

            policy.Add(free, (uint)key, 1);
            held.Add(key);
            if (policy.Evict(100) is var victim and >= 0)
            {
                held.Remove(victim < 100 ? victim : key);
                free = victim;
            }
        }
    }

    [Fact]
    public void Hits_and_removals_of_unknown_nodes_are_ignored()
    {
        var policy = new TinyLfuPolicy(10);
        policy.Hit(-1);
        policy.Hit(5);
        policy.Remove(5);
        policy.Update(5, 3);

        policy.Count.ShouldBe(0);
        policy.Weight.ShouldBe(0);
    }

    [Fact]
    public void Removed_nodes_are_never_chosen()
    {
        var policy = Filled(10, uses: 1);
        policy.Remove(3);
        policy.Count.ShouldBe(9);

        Drain(policy).ShouldBe(Enumerable.Range(0, 10).Except([3]), ignoreOrder: true);
        policy.Weight.ShouldBe(0);
    }

    [Fact]
    public void A_heavy_newcomer_must_be_worth_more_than_all_that_it_displaces()
    {
        var policy = Filled(100, uses: 2);
        for (var i = 0; i < 5; i++)
        {
            policy.Add(100, 100, 10);
            policy.Evict(100).ShouldBe(100, "ten nodes seen three times each are worth more than a node seen five times");
        }

        policy.Weight.ShouldBe(100);
    }

    [Fact]
    public void A_heavy_newcomer_that_is_worth_it_displaces_several()
    {
        var policy = new TinyLfuPolicy(20);
        for (var i = 0; i < 10; i++)
        {
            policy.Add(50, 50, 2);
            policy.Remove(50);
        }

        for (var node = 0; node < 20; node++)
        {
            policy.Add(node, (uint)node, 1);
            policy.Evict(20).ShouldBe(-1);
        }

        policy.Add(50, 50, 2);
        var victims = new[] { policy.Evict(20), policy.Evict(20), policy.Evict(20) };

        victims.ShouldBe([0, 1, -1]);
        policy.Weight.ShouldBe(20);
    }

    [Fact]
    public void Updates_change_the_weight_and_count_as_use()
    {
        var policy = Filled(10, uses: 0);
        policy.Update(0, 5);
        policy.Weight.ShouldBe(14);

        var victims = new List<int>();
        while (policy.Evict(10) is var victim and >= 0)
        {
            victims.Add(victim);
        }

        victims.ShouldNotContain(0);
        policy.Weight.ShouldBeLessThanOrEqualTo(10);
    }

    [Fact]
    public void A_smaller_capacity_is_reached_by_evicting()
    {
        var policy = Filled(100, uses: 2);
        policy.Resize(10);
        var evicted = 0;
        while (policy.Evict(policy.Capacity) >= 0)
        {
            evicted++;
        }

        evicted.ShouldBe(90);
        policy.Resize(1000);
        policy.Capacity.ShouldBe(1000);
        policy.Evict(1000).ShouldBe(-1);
    }

    [Fact]
    public void No_eviction_inspects_more_nodes_than_the_limit()
    {
        var policy = new TinyLfuPolicy(5000);
        var random = new Random(11);
        var most = 0;
        var free = new Stack<int>(Enumerable.Range(0, 6000));
        for (var i = 0; i < 50_000; i++)
        {
            var node = free.Pop();
            policy.Add(node, (uint)random.Next(20_000), random.Next(1, 50));
            while (policy.Evict(5000) is var victim and >= 0)
            {
                most = Math.Max(most, policy.Inspected);
                free.Push(victim);
            }

            policy.Weight.ShouldBeLessThanOrEqualTo(5000);
            policy.Hit(random.Next(6000));
        }

        most.ShouldBeInRange(2, TinyLfuPolicy.InspectionLimit);
    }

    [Fact]
    public void Equal_calls_give_equal_decisions()
    {
        Victims(seed: 5).ShouldBe(Victims(seed: 5));

        static List<int> Victims(int seed)
        {
            var policy = new TinyLfuPolicy(50, seed: seed);
            var random = new Random(1);
            var free = new Stack<int>(Enumerable.Range(0, 60));
            var victims = new List<int>();
            for (var i = 0; i < 10_000; i++)
            {
                policy.Hit(random.Next(60));
                policy.Add(free.Pop(), (uint)random.Next(500), 1);
                while (policy.Evict(50) is var victim and >= 0)
                {
                    victims.Add(victim);
                    free.Push(victim);
                }
            }

            return victims;
        }
    }

    [Theory]
    [InlineData(0, 0.01)]
    [InlineData(10, 0)]
    [InlineData(10, 1)]
    public void Nonsense_is_refused(long capacity, double window) =>
        Should.Throw<ArgumentOutOfRangeException>(() => new TinyLfuPolicy(capacity, window));

    private static TinyLfuPolicy Filled(int nodes, int uses)
    {
        var policy = new TinyLfuPolicy(nodes);
        for (var node = 0; node < nodes; node++)
        {
            policy.Add(node, (uint)node, 1);
            policy.Evict(nodes).ShouldBe(-1);
        }

        for (var i = 0; i < uses * nodes; i++)
        {
            policy.Hit(i % nodes);
        }

        return policy;
    }

    private static List<int> Drain(TinyLfuPolicy policy)
    {
        var victims = new List<int>();
        while (policy.Evict(0) is var victim and >= 0)
        {
            victims.Add(victim);
        }

        return victims;
    }
}
