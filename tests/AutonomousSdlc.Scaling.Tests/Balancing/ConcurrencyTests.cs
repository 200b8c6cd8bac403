using AutonomousSdlc.Scaling.Internal.Policies;

namespace AutonomousSdlc.Scaling.Tests.Balancing;

public sealed class ConcurrencyTests
{
    public static TheoryData<string> Policies => [.. PolicyFactory.Names];

    [Theory]
    [MemberData(nameof(Policies))]
    public async Task In_flight_returns_to_zero_while_the_pool_changes_under_load(string policy)
    {
        using var pool = new TestPool(8, options => options.Policy = policy);
        using var stop = new CancellationTokenSource();
        var balancer = pool.Balancer;
        var workers = Enumerable.Range(0, 2).Select(worker => Task.Run(() => WorkAsync(balancer, worker, stop.Token))).ToArray();
        for (var round = 0; round < 300; round++)
        {
            var id = $"n{round % 8}";
            pool.Registry.Deregister(id);
            pool.Registry.ReportHealth($"n{(round + 1) % 8}", NodeHealth.Degraded, "slow");
            pool.Registry.ReportHealth($"n{(round + 1) % 8}", NodeHealth.Healthy, "well");
            pool.Add(id);
            await Task.Yield();
        }

        await stop.CancelAsync();
        var picks = await Task.WhenAll(workers);
        picks.ShouldAllBe(static count => count > 0);
        pool.Balancer.GetMetrics().InFlight.ShouldBe(0);
        pool.Balancer.GetMetrics().Nodes.ShouldAllBe(static node => node.Load == 0);
    }

    [Theory]
    [MemberData(nameof(Policies))]
    public async Task A_node_that_drain_found_idle_is_never_given_out_again(string policy)
    {
        using var pool = new TestPool(4, options => options.Policy = policy);
        using var stop = new CancellationTokenSource();
        string? gone = null;
        var violations = 0;
        var workers = Enumerable.Range(0, 2).Select(_ => Task.Run(() =>
        {
            while (!stop.IsCancellationRequested)
            {
                // Read before the acquisition: what had left by then must not come back.
                var left = Volatile.Read(ref gone);
                var acquired = pool.Balancer.TryAcquire(default, out var lease);
                if (acquired && lease.Node.Id == left)
                {
                    Interlocked.Increment(ref violations);
                }

                lease.Release();
            }
        })).ToArray();
        for (var round = 0; round < 400; round++)
        {
            var id = pool.Registry.Current.Nodes[round % 4].Id;
            var result = await pool.Registry.DrainAsync(id, Timeout.InfiniteTimeSpan);
            result.IsIdle.ShouldBeTrue();
            pool.Registry.Deregister(id);
            Volatile.Write(ref gone, id);
            pool.Add($"r{round}");
        }

        await stop.CancelAsync();
        await Task.WhenAll(workers);
        violations.ShouldBe(0);
        pool.Balancer.GetMetrics().InFlight.ShouldBe(0);
    }

    [Fact]
    public async Task Two_threads_that_end_the_same_lease_end_it_once()
    {
        using var pool = new TestPool(1);
        var ended = 0;
        for (var round = 0; round < 2_000; round++)
        {
            var lease = pool.Acquire();
            using var start = new Barrier(2);
            var both = Enumerable.Range(0, 2).Select(_ => Task.Run(() =>
            {
                start.SignalAndWait();
                if (lease.Complete(CallOutcome.Succeeded, TimeSpan.Zero))
                {
                    Interlocked.Increment(ref ended);
                }
            }));
            await Task.WhenAll(both);
        }

        ended.ShouldBe(2_000);
        pool.Balancer.GetMetrics().Nodes.Single().Successes.ShouldBe(2_000);
        pool.Balancer.GetMetrics().InFlight.ShouldBe(0);
    }

    [Fact]
    public async Task Subscribers_end_with_the_newest_snapshot_whoever_changed_it()
    {
        using var pool = new TestPool();
        var seen = new List<long>();
        using var subscription = pool.Registry.OnChange(snapshot => seen.Add(snapshot.Version));
        await Task.WhenAll(Enumerable.Range(0, 2).Select(writer => Task.Run(() =>
        {
            for (var i = 0; i < 200; i++)
            {
                pool.Add($"{writer}-{i}");
            }
        })));
        seen.ShouldBe(seen.Order());
        seen.ShouldBeUnique();
        seen[^1].ShouldBe(400);
    }

    private static async Task<int> WorkAsync(ILoadBalancer balancer, int worker, CancellationToken stop)
    {
        var random = new Random(worker);
        var held = new Queue<NodeLease>();
        var picks = 0;
        while (!stop.IsCancellationRequested)
        {
            if (balancer.TryAcquire(new PickContext { Cost = random.Next(1, 20) }, out var lease))
            {
                picks++;
                held.Enqueue(lease);
            }

            if (held.Count > 8)
            {
                var outcome = random.Next(20) == 0 ? CallOutcome.Failed : CallOutcome.Succeeded;
                var ending = held.Dequeue();
                ending.Complete(outcome, TimeSpan.FromMilliseconds(1)).ShouldBeTrue();
                ending.Release().ShouldBeFalse();
            }

            if (picks % 1_000 == 0)
            {
                await Task.Yield();
            }
        }

        foreach (var lease in held)
        {
            lease.Release();
        }

        return picks;
    }
}
