using AutonomousSdlc.Caching.Internal;
using AutonomousSdlc.Caching.Internal.Policies;
using NSubstitute;

namespace AutonomousSdlc.Caching.Tests;

public sealed class AccessBufferTests
{
    [Fact]
    public void Every_hit_reaches_the_policy_when_it_drains_in_time()
    {
        var accesses = new AccessBuffer();
        var policy = Substitute.For<IEvictionPolicy>();
        var drains = 0;
        for (var slot = 0; slot < 192; slot++)
        {
            if (accesses.Hit(slot))
            {
                accesses.Drain(policy);
                drains++;
            }
        }

        accesses.Drain(policy);
        drains.ShouldBe(3);
        accesses.Hits.ShouldBe(192);
        Received.InOrder(() =>
        {
            for (var slot = 0; slot < 192; slot++)
            {
                policy.Hit(slot, 1);
            }
        });
    }

    [Fact]
    public void When_nobody_drains_the_oldest_notes_are_lost_and_the_count_is_not()
    {
        var accesses = new AccessBuffer();
        var policy = Substitute.For<IEvictionPolicy>();
        for (var slot = 0; slot < 1000; slot++)
        {
            accesses.Hit(slot);
        }

        accesses.Drain(policy);

        accesses.Hits.ShouldBe(1000);
        policy.Received(1).Hit(999, 1);
        policy.DidNotReceive().Hit(800, 1);
    }

    [Fact]
    public void Among_many_hits_a_share_stands_for_all_until_newcomers_arrive()
    {
        var accesses = new AccessBuffer();
        var policy = new CountingPolicy();
        for (var i = 0; i < 100_000; i++)
        {
            if (accesses.Hit(1))
            {
                accesses.Drain(policy);
            }
        }

        accesses.SamplingRate.ShouldBe(16);
        policy.Calls.ShouldBeLessThan(10_000);
        policy.Uses.ShouldBeInRange(95_000, 105_000);

        for (var i = 0; i < 200; i++)
        {
            accesses.Newcomer();
            accesses.Drain(policy);
        }

        accesses.SamplingRate.ShouldBe(1);
    }

    [Fact]
    public async Task Counters_are_exact_under_concurrency()
    {
        var accesses = new AccessBuffer();
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() =>
        {
            for (var i = 0; i < 50_000; i++)
            {
                accesses.Hit(i & 63);
                accesses.Miss();
            }
        })));

        accesses.Hits.ShouldBe(200_000);
        accesses.Misses.ShouldBe(200_000);
    }

    private sealed class CountingPolicy : IEvictionPolicy
    {
        public int Calls { get; private set; }

        public int Uses { get; private set; }

        public string Name => nameof(CountingPolicy);

        public long Capacity => 1;

        public long Weight => 0;

        public int Count => 0;

        public void Hit(int node, int uses = 1)
        {
            Calls++;
            Uses += uses;
        }

        public void Add(int node, uint hash, long weight)
        {
        }

        public void Update(int node, long weight)
        {
        }

        public void Remove(int node)
        {
        }

        public int Evict(long limit) => -1;

        public void Resize(long capacity)
        {
        }
    }
}
