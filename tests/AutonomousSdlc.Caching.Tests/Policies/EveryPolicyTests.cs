using AutonomousSdlc.Caching.Internal;
using AutonomousSdlc.Caching.Internal.Policies;

namespace AutonomousSdlc.Caching.Tests.Policies;

/// <summary>What holds for every policy that users can select.</summary>
public sealed class EveryPolicyTests
{
    private const int Operations = 30_000;

    public static TheoryData<string> Names => [.. EvictionPolicyFactory.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void Goes_by_the_name_under_which_it_is_selected(string name) =>
        EvictionPolicyFactory.Create(name, 10, seed: 1).Name.ShouldBe(name);

    [Theory]
    [MemberData(nameof(Names))]
    public void Holds_exactly_what_a_reference_set_holds(string name)
    {
        foreach (var seed in new[] { 1, 2, 3 })
        {
            var random = new Random(seed);
            var policy = EvictionPolicyFactory.Create(name, 50, seed);
            var held = new Dictionary<int, long>();
            for (var i = 0; i < Operations; i++)
            {
                Act(random, policy, held);
                while (policy.Evict(policy.Capacity) is var victim and >= 0)
                {
                    held.Remove(victim).ShouldBeTrue($"seed {seed}: the victim {victim} was not held");
                }

                policy.Count.ShouldBe(held.Count, $"seed {seed}");
                policy.Weight.ShouldBe(held.Values.Sum(), $"seed {seed}");
                policy.Weight.ShouldBeLessThanOrEqualTo(policy.Capacity, $"seed {seed}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Equal_calls_give_equal_victims(string name) =>
        Victims(name, seed: 5).ShouldBe(Victims(name, seed: 5));

    [Theory]
    [MemberData(nameof(Names))]
    public void Can_be_emptied(string name)
    {
        var policy = EvictionPolicyFactory.Create(name, 100, seed: 1);
        for (var node = 0; node < 100; node++)
        {
            policy.Add(node, (uint)node * 7919, 1);
            policy.Hit(node, node % 4 + 1);
        }

        var victims = new HashSet<int>();
        while (policy.Evict(0) is var victim and >= 0)
        {
            victims.Add(victim).ShouldBeTrue();
        }

        victims.Count.ShouldBe(100);
        policy.Weight.ShouldBe(0);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Refuses_a_capacity_that_is_not_positive(string name)
    {
        var policy = EvictionPolicyFactory.Create(name, 1, seed: 1);

        Should.Throw<ArgumentOutOfRangeException>(() => policy.Resize(0));
        Should.Throw<ArgumentOutOfRangeException>(() => EvictionPolicyFactory.Create(name, 0, seed: 1));
    }

    private static void Act(Random random, IEvictionPolicy policy, Dictionary<int, long> held)
    {
        var node = random.Next(60);
        var choice = random.Next(100);
        if (choice == 0)
        {
            policy.Resize(random.Next(1, 80));
        }
        else if (choice < 5)
        {
            policy.Remove(node);
            held.Remove(node);
        }
        else if (choice < 50)
        {
            policy.Hit(node, random.Next(1, 4));
        }
        else if (!held.ContainsKey(node))
        {
            var weight = random.Next(10) == 0 ? random.Next(1, 20) : 1;
            policy.Add(node, (uint)random.Next(200) * 7919, weight);
            held.Add(node, weight);
        }
        else
        {
            var weight = random.Next(1, 5);
            policy.Update(node, weight);
            held[node] = weight;
        }
    }

    private static List<int> Victims(string name, int seed)
    {
        var replay = new PolicyReplay(EvictionPolicyFactory.Create(name, 200, seed));
        var random = new Random(seed);
        for (var i = 0; i < Operations; i++)
        {
            replay.Request((uint)(Math.Pow(random.NextDouble(), 2) * 2000));
        }

        return replay.Victims;
    }
}
