using AutonomousSdlc.Scaling.Internal;
using AutonomousSdlc.Scaling.Internal.Policies;

namespace AutonomousSdlc.Scaling.Tests.Balancing;

public sealed class NodeLeaseTests
{
    public static TheoryData<string> Policies => [.. PolicyFactory.Names];

    [Fact]
    public void Only_the_first_completion_counts()
    {
        using var pool = new TestPool(1);
        var lease = pool.Acquire();
        var copy = lease;
        var other = pool.Acquire();
        lease.Complete(CallOutcome.Succeeded, TimeSpan.FromMilliseconds(5)).ShouldBeTrue();
        lease.Complete(CallOutcome.ConnectFailed, TimeSpan.Zero).ShouldBeFalse();
        copy.Release().ShouldBeFalse();
        copy.Dispose();
        lease.Node.InFlight.ShouldBe(1);
        other.Release().ShouldBeTrue();
        lease.Node.InFlight.ShouldBe(0);
        pool.State("n0").ShouldBe(NodeState.Healthy);
    }

    [Fact]
    public void A_late_completion_does_not_end_another_lease_in_the_same_cell()
    {
        using var pool = new TestPool(1);
        var old = pool.Acquire();
        old.Release();
        var held = Enumerable.Range(0, LeaseRing.InitialCells * 4).Select(_ => pool.Acquire()).ToList();
        old.Complete(CallOutcome.Failed, TimeSpan.Zero).ShouldBeFalse();
        old.Node.InFlight.ShouldBe(held.Count);
        held.ForEach(static lease => lease.Release().ShouldBeTrue());
        old.Node.InFlight.ShouldBe(0);
    }

    [Fact]
    public void More_leases_than_cells_are_all_counted_once()
    {
        using var pool = new TestPool(2);
        var count = (LeaseRing.MaximumCells * 2) + 100;
        var held = new NodeLease[count];
        for (var i = 0; i < count; i++)
        {
            held[i] = pool.Acquire();
        }

        pool.Balancer.GetMetrics().InFlight.ShouldBe(count);
        for (var round = 0; round < 2; round++)
        {
            foreach (var lease in held)
            {
                lease.Release().ShouldBe(round == 0);
            }
        }

        pool.Balancer.GetMetrics().InFlight.ShouldBe(0);
    }

    [Fact]
    public void An_empty_lease_does_nothing()
    {
        NodeLease lease = default;
        lease.IsAcquired.ShouldBeFalse();
        lease.Complete(CallOutcome.Succeeded, TimeSpan.Zero).ShouldBeFalse();
        lease.Release().ShouldBeFalse();
        Should.Throw<InvalidOperationException>(() => lease.Node);
    }

    [Fact]
    public void Cost_counts_in_the_load_and_one_call_in_flight()
    {
        using var pool = new TestPool(1);
        var lease = pool.Balancer.Acquire(new PickContext { Cost = 10 });
        var metrics = pool.Balancer.GetMetrics().Nodes.Single();
        (metrics.InFlight, metrics.Load).ShouldBe((1, 10));
        lease.Complete(CallOutcome.Succeeded, TimeSpan.Zero);
        metrics = pool.Balancer.GetMetrics().Nodes.Single();
        (metrics.InFlight, metrics.Load, metrics.Successes).ShouldBe((0, 0, 1));
        Should.Throw<ArgumentOutOfRangeException>(() => new PickContext { Cost = 0 });
        Should.Throw<ArgumentOutOfRangeException>(() => new PickContext { Cost = PickContext.MaximumCost + 1 });
        default(PickContext).Cost.ShouldBe(1);
    }

    [Theory]
    [MemberData(nameof(Policies))]
    public void Acquiring_and_completing_allocates_nothing(string policy)
    {
        using var pool = new TestPool(20, options => options.Policy = policy);
        for (var i = 0; i < 2_000; i++)
        {
            AcquireAndComplete(pool.Balancer);
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 10_000; i++)
        {
            AcquireAndComplete(pool.Balancer);
        }

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
    }

    [Fact]
    public void Calls_that_last_long_do_not_make_short_ones_allocate()
    {
        using var pool = new TestPool(4);
        var allocated = -1L;
        var thread = new Thread(() =>
        {
            var held = Enumerable.Range(0, LeaseRing.InitialCells / 2).Select(_ => pool.Acquire()).ToList();
            for (var i = 0; i < 2_000; i++)
            {
                AcquireAndComplete(pool.Balancer);
            }

            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < 200_000; i++)
            {
                AcquireAndComplete(pool.Balancer);
            }

            allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            held.ForEach(static lease => lease.Release().ShouldBeTrue());
        });
        thread.Start();
        thread.Join();
        allocated.ShouldBe(0);
    }

    private static void AcquireAndComplete(ILoadBalancer balancer)
    {
        if (balancer.TryAcquire(new PickContext { Key = "user" }, out var lease))
        {
            lease.Complete(CallOutcome.Succeeded, TimeSpan.FromMilliseconds(2));
        }
    }
}
