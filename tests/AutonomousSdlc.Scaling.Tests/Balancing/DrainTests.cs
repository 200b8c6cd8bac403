namespace AutonomousSdlc.Scaling.Tests.Balancing;

public sealed class DrainTests
{
    [Fact]
    public async Task Ends_when_the_last_call_does_and_takes_no_new_one()
    {
        using var pool = new TestPool(2);
        var first = pool.Acquire("n1");
        var second = pool.Acquire("n1");
        var drain = pool.Registry.DrainAsync("n0", TimeSpan.FromMinutes(1)).AsTask();
        drain.IsCompleted.ShouldBeFalse();
        pool.State("n0").ShouldBe(NodeState.Draining);
        for (var i = 0; i < 20; i++)
        {
            using var lease = pool.Acquire();
            lease.Node.Id.ShouldBe("n1");
        }

        pool.Time.Advance(TimeSpan.FromSeconds(3));
        first.Complete(CallOutcome.Succeeded, TimeSpan.Zero);
        drain.IsCompleted.ShouldBeFalse();
        second.Release();
        (await drain).ShouldBe(new DrainResult(true, 0, TimeSpan.FromSeconds(3)));
        pool.Logs.WithEvent(3003).Count.ShouldBe(1);
        pool.Logs.WithEvent(3004).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Ends_at_the_deadline_with_what_is_left()
    {
        using var pool = new TestPool(1);
        using var lease = pool.Acquire();
        var drain = pool.Registry.DrainAsync("n0", TimeSpan.FromSeconds(5)).AsTask();
        pool.Time.Advance(TimeSpan.FromSeconds(5));
        (await drain).ShouldBe(new DrainResult(false, 1, TimeSpan.FromSeconds(5)));
        pool.Logs.WithEvent(3005).Single().Message.ShouldContain("longer deadline");
    }

    [Fact]
    public async Task An_idle_node_is_drained_at_once_and_a_zero_deadline_only_stops_new_calls()
    {
        using var pool = new TestPool(2);
        pool.Registry.DrainAsync("n0", TimeSpan.FromSeconds(5)).AsTask().IsCompletedSuccessfully.ShouldBeTrue();
        var lease = pool.Acquire();
        lease.Node.Id.ShouldBe("n1");
        (await pool.Registry.DrainAsync("n1", TimeSpan.Zero)).ShouldBe(new DrainResult(false, 1, TimeSpan.Zero));
        pool.Balancer.TryAcquire(default, out _).ShouldBeFalse();
        Should.Throw<NoNodeAvailableException>(() => pool.Acquire()).Reason.ShouldBe(NoNodeReason.AllDraining);
        lease.Release();
    }

    [Fact]
    public async Task Cancellation_ends_the_wait_and_not_the_drain()
    {
        using var pool = new TestPool(1);
        using var lease = pool.Acquire();
        using var cancellation = new CancellationTokenSource();
        var drain = pool.Registry.DrainAsync("n0", Timeout.InfiniteTimeSpan, cancellation.Token).AsTask();
        await cancellation.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => drain);
        pool.State("n0").ShouldBe(NodeState.Draining);
        await Should.ThrowAsync<ArgumentOutOfRangeException>(async () => await pool.Registry.DrainAsync("n0", TimeSpan.FromSeconds(-2)));
    }

    [Fact]
    public async Task A_second_drain_waits_for_the_same_calls_also_after_the_node_left()
    {
        using var pool = new TestPool(2);
        var lease = pool.Acquire("n1");
        var first = pool.Registry.DrainAsync("n0", TimeSpan.FromMinutes(1)).AsTask();
        var second = pool.Registry.DrainAsync("n0", TimeSpan.FromMinutes(2)).AsTask();
        pool.Registry.Deregister("n0");
        lease.Release();
        (await first).IsIdle.ShouldBeTrue();
        (await second).IsIdle.ShouldBeTrue();
    }

    [Fact]
    public async Task A_resumed_node_takes_calls_and_can_drain_again()
    {
        using var pool = new TestPool(1);
        (await pool.Registry.DrainAsync("n0", TimeSpan.Zero)).IsIdle.ShouldBeTrue();
        pool.Registry.Resume("n0").ShouldBeTrue();
        var lease = pool.Acquire();
        var drain = pool.Registry.DrainAsync("n0", TimeSpan.FromMinutes(1)).AsTask();
        drain.IsCompleted.ShouldBeFalse();
        lease.Release();
        (await drain).IsIdle.ShouldBeTrue();
    }
}
