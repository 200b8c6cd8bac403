using AutonomousSdlc.Caching.Internal.Policies;

namespace AutonomousSdlc.Caching.Tests.Policies;

public sealed class LruAndS3FifoPolicyTests
{
    [Fact]
    public void Lru_evicts_what_was_unused_for_longest()
    {
        var policy = new LruPolicy(3);
        policy.Add(0, 0, 1);
        policy.Add(1, 1, 1);
        policy.Add(2, 2, 1);
        policy.Hit(0);
        policy.Update(1, 2);

        policy.Evict(3).ShouldBe(2);
        policy.Evict(2).ShouldBe(0);
        policy.Evict(2).ShouldBe(-1);
    }

    [Fact]
    public void S3Fifo_keeps_what_is_used_through_a_scan()
    {
        var replay = new PolicyReplay(new S3FifoPolicy(100));
        for (var round = 0; round < 5; round++)
        {
            Request(replay, 0, 50);
        }

        Request(replay, 1000, 500);
        var before = replay.Hits;
        Request(replay, 0, 50);

        // Promotion stops at the inspection limit, which costs one entry per 15 promoted.
        (replay.Hits - before).ShouldBeGreaterThanOrEqualTo(46);
    }

    [Fact]
    public void S3Fifo_takes_what_comes_back_soon_into_the_main_queue()
    {
        var policy = new S3FifoPolicy(20);
        var replay = new PolicyReplay(policy);
        Request(replay, 0, 30);
        policy.Ghosts.ShouldBeGreaterThan(0);

        replay.Request(9);
        Request(replay, 100, 3);
        var before = replay.Hits;
        replay.Request(9);

        (replay.Hits - before).ShouldBe(1);
    }

    [Fact]
    public void S3Fifo_remembers_fewer_keys_than_it_holds_and_inspects_few()
    {
        var policy = new S3FifoPolicy(1000);
        var replay = new PolicyReplay(policy);
        var random = new Random(3);
        var most = 0;
        for (var i = 0; i < 100_000; i++)
        {
            replay.Request((uint)(random.NextDouble() * random.NextDouble() * 5000));
            most = Math.Max(most, policy.Inspected);
        }

        policy.Ghosts.ShouldBeLessThanOrEqualTo(900);
        most.ShouldBeLessThanOrEqualTo(S3FifoPolicy.InspectionLimit);
    }

    private static void Request(PolicyReplay replay, int first, int keys)
    {
        for (var key = first; key < first + keys; key++)
        {
            replay.Request((uint)key);
        }
    }
}
