using AutonomousSdlc.Scaling.Internal.Policies;

namespace AutonomousSdlc.Scaling.Tests.Balancing;

public sealed class PolicyTests
{
    public static TheoryData<string> All => [.. PolicyFactory.Names];

    [Fact]
    public void Round_robin_gives_every_node_the_same_number_of_calls()
    {
        using var pool = new TestPool(7, static options => options.Policy = BalancingPolicies.RoundRobin);
        Distribute(pool, 700).Values.ShouldAllBe(static count => count == 100);
    }

    [Fact]
    public void Least_requests_always_finds_the_least_loaded()
    {
        const int Seed = 20261120;
        var random = new Random(Seed);
        using var pool = new TestPool(9, static options => options.Policy = "leastrequests");
        var held = new List<NodeLease>();
        for (var step = 0; step < 5_000; step++)
        {
            if (held.Count > 0 && random.Next(2) == 0)
            {
                var index = random.Next(held.Count);
                held[index].Release();
                held.RemoveAt(index);
                continue;
            }

            var least = pool.Registry.Current.Nodes.Min(static node => node.InFlight);
            var lease = pool.Acquire();
            lease.Node.InFlight.ShouldBe(least + 1, $"seed {Seed}, step {step}");
            held.Add(lease);
        }
    }

    [Fact]
    public void Least_requests_spreads_ties()
    {
        using var pool = new TestPool(5, static options => options.Policy = BalancingPolicies.LeastRequests);
        Distribute(pool, 5_000).Values.ShouldAllBe(static count => count > 800 && count < 1_200);
    }

    [Fact]
    public void Power_of_two_choices_takes_the_less_loaded_of_two_nodes()
    {
        using var pool = new TestPool(2);
        var busy = pool.Acquire("n1");
        for (var i = 0; i < 200; i++)
        {
            using var lease = pool.Acquire();
            lease.Node.Id.ShouldBe("n1");
        }

        busy.Release();
    }

    [Fact]
    public void Power_of_two_choices_reaches_every_node_and_avoids_the_busiest()
    {
        using var pool = new TestPool(10);
        Distribute(pool, 10_000).Values.ShouldAllBe(static count => count > 800 && count < 1_200);

        var busy = Enumerable.Range(0, 5).Select(_ => pool.Acquire([.. Enumerable.Range(1, 9).Select(static i => $"n{i}")])).ToList();
        Distribute(pool, 10_000).Keys.ShouldNotContain("n0");
        busy.ForEach(static lease => lease.Release());
    }

    [Theory]
    [InlineData(BalancingPolicies.LeastRequests, 0.02)]
    [InlineData(BalancingPolicies.PowerOfTwoChoices, 0.1)]
    public void Held_calls_follow_the_weights(string policy, double tolerance)
    {
        using var pool = new TestPool(0, options => options.Policy = policy);
        pool.Add("small");
        pool.Add("large", weight: 3);
        for (var i = 0; i < 4_000; i++)
        {
            pool.Acquire();
        }

        ((double)pool.Registry.Current.Find("large")!.InFlight / 4_000).ShouldBe(0.75, tolerance);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void A_seed_repeats_the_choices(string policy)
    {
        var first = Choices(policy, seed: 7);
        Choices(policy, seed: 7).ShouldBe(first);
        Choices(policy, seed: 8).ShouldNotBe(first);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Excluded_nodes_are_never_picked(string policy)
    {
        using var pool = new TestPool(6, options => options.Policy = policy);
        for (var i = 0; i < 500; i++)
        {
            using var lease = pool.Acquire("n0", "n1", "n3", "n4");
            lease.Node.Id.ShouldBeOneOf("n2", "n5");
        }

        using var last = pool.Acquire("n0", "n1", "n2", "n3", "n4");
        last.Node.Id.ShouldBe("n5");
        Should.Throw<NoNodeAvailableException>(() => pool.Acquire("n0", "n1", "n2", "n3", "n4", "n5")).Reason.ShouldBe(NoNodeReason.AllExcluded);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void One_node_gets_everything_and_none_gives_nothing(string policy)
    {
        using var pool = new TestPool(1, options => options.Policy = policy);
        Distribute(pool, 10).ShouldBe(new Dictionary<string, int> { ["n0"] = 10 });
        pool.Registry.Deregister("n0");
        pool.Balancer.TryAcquire(default, out var lease).ShouldBeFalse();
        lease.IsAcquired.ShouldBeFalse();
        Should.Throw<NoNodeAvailableException>(() => pool.Acquire()).Reason.ShouldBe(NoNodeReason.Empty);
        Should.Throw<NoNodeAvailableException>(() => pool.Acquire("n0")).Reason.ShouldBe(NoNodeReason.Empty);
    }

    [Fact]
    public void A_passed_deadline_gets_no_node()
    {
        using var pool = new TestPool(1);
        var deadline = pool.Time.GetUtcNow() + TimeSpan.FromSeconds(1);
        var context = new PickContext { Deadline = deadline };
        context.Deadline.ShouldBe(deadline);
        pool.Balancer.Acquire(context).Release();
        pool.Time.Advance(TimeSpan.FromSeconds(1));
        Should.Throw<NoNodeAvailableException>(() => pool.Balancer.Acquire(context)).Reason.ShouldBe(NoNodeReason.DeadlinePassed);
    }

    [Fact]
    public void An_unknown_policy_names_the_known_ones() =>
        Should.Throw<ArgumentException>(() => PolicyFactory.Create("fastest", 1)).Message.ShouldContain(BalancingPolicies.PowerOfTwoChoices);

    private static Dictionary<string, int> Distribute(TestPool pool, int calls)
    {
        var counts = new Dictionary<string, int>();
        for (var i = 0; i < calls; i++)
        {
            using var lease = pool.Acquire();
            counts[lease.Node.Id] = counts.GetValueOrDefault(lease.Node.Id) + 1;
        }

        return counts;
    }

    private static List<string> Choices(string policy, int seed)
    {
        using var pool = new TestPool(5, options => options.Policy = policy, seed);
        return [.. Enumerable.Range(0, 50).Select(_ => pool.Acquire().Node.Id)];
    }
}
