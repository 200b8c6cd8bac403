namespace AutonomousSdlc.Scaling.Tests.Balancing;

public sealed class NodeRegistryTests
{
    [Fact]
    public void Slots_stay_through_changes_and_are_reused_with_a_new_generation()
    {
        using var pool = new TestPool(3);
        pool.Registry.Deregister("n1").ShouldBeTrue();
        pool.Registry.Current.Nodes.Select(static node => (node.Id, node.Slot)).ShouldBe([("n0", 0), ("n2", 2)]);

        var joined = pool.Add("n9");
        (joined.Slot, joined.Generation).ShouldBe((1, 1));
        pool.Add("n10").Slot.ShouldBe(3);
    }

    [Fact]
    public void Counters_survive_an_update_and_start_anew_after_a_new_registration()
    {
        using var pool = new TestPool(1);
        var lease = pool.Acquire();
        pool.Call("n0", CallOutcome.Succeeded);
        var updated = pool.Registry.Update(new NodeDescriptor("n0", new Uri("http://elsewhere.test:80")) { Weight = 3 });
        updated.InFlight.ShouldBe(1);
        pool.Balancer.GetMetrics().Nodes.Single().Successes.ShouldBe(1);

        pool.Registry.Deregister("n0");
        var again = pool.Add("n0");
        again.Generation.ShouldBe(1);
        again.InFlight.ShouldBe(0);

        // The old lease ends on the old member and leaves the new one alone.
        lease.Complete(CallOutcome.ConnectFailed, TimeSpan.Zero).ShouldBeTrue();
        again.InFlight.ShouldBe(0);
        pool.State("n0").ShouldBe(NodeState.Healthy);
    }

    [Fact]
    public void Snapshots_never_change_and_versions_grow_by_one()
    {
        using var pool = new TestPool();
        var empty = pool.Registry.Current;
        empty.Version.ShouldBe(0);
        empty.Mode.ShouldBe(PoolMode.Unavailable);
        pool.Add("a");
        pool.Registry.Current.Version.ShouldBe(1);
        empty.Nodes.ShouldBeEmpty();
        empty.Find("a").ShouldBeNull();
    }

    [Fact]
    public void Changes_that_change_nothing_publish_nothing()
    {
        using var pool = new TestPool(1);
        var version = pool.Registry.Current.Version;
        pool.Registry.Update(new NodeDescriptor("n0", new Uri("http://n0.test:80")));
        pool.Registry.ReportHealth("n0", NodeHealth.Healthy, "fine");
        pool.Registry.Resume("n0").ShouldBeFalse();
        pool.Registry.Deregister("absent").ShouldBeFalse();
        pool.Registry.Current.Version.ShouldBe(version);
    }

    [Fact]
    public async Task Unknown_and_duplicate_ids_are_refused_with_the_id()
    {
        using var pool = new TestPool(1);
        Should.Throw<DuplicateNodeException>(() => pool.Add("n0")).NodeId.ShouldBe("n0");
        Should.Throw<NodeNotFoundException>(() => pool.Registry.Update(new NodeDescriptor("x", new Uri("http://x")))).NodeId.ShouldBe("x");
        Should.Throw<NodeNotFoundException>(() => pool.Registry.ReportHealth("x", NodeHealth.Degraded, "slow"));
        Should.Throw<NodeNotFoundException>(() => pool.Registry.Resume("x"));
        Should.Throw<ArgumentOutOfRangeException>(() => pool.Registry.ReportHealth("n0", (NodeHealth)9, "odd"));
        await Should.ThrowAsync<NodeNotFoundException>(async () => await pool.Registry.DrainAsync("x", TimeSpan.Zero));
    }

    [Fact]
    public void Subscribers_see_every_later_state_in_order_until_they_leave()
    {
        using var pool = new TestPool();
        var seen = new List<long>();
        var subscription = pool.Registry.OnChange(snapshot => seen.Add(snapshot.Version));
        pool.Add("a");
        pool.Add("b");
        pool.Registry.ReportHealth("a", NodeHealth.Degraded, "slow");
        subscription.Dispose();
        pool.Registry.Deregister("a");
        seen.ShouldBe([1, 2, 3]);
    }

    [Fact]
    public void A_subscriber_may_change_the_registry_and_may_throw()
    {
        using var pool = new TestPool();
        var seen = new List<long>();
        using var first = pool.Registry.OnChange(static _ => throw new InvalidOperationException("mine"));
        using var second = pool.Registry.OnChange(snapshot =>
        {
            if (snapshot.Nodes.Length == 1)
            {
                pool.Add("twin");
            }

            seen.Add(snapshot.Version);
        });
        pool.Add("a");
        seen.ShouldBe([1, 2]);
        pool.Logs.WithEvent(3015).Count.ShouldBe(2);
    }

    [Fact]
    public void A_disposed_registry_takes_no_members()
    {
        var pool = new TestPool(1);
        pool.Dispose();
        pool.Dispose();
        Should.Throw<ObjectDisposedException>(() => pool.Add("late"));
        pool.Time.ActiveTimers.ShouldBe(0);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(1001)]
    public void Weights_out_of_bounds_are_refused(double weight) =>
        Should.Throw<ArgumentOutOfRangeException>(() => new NodeDescriptor("a", new Uri("http://a")) { Weight = weight });

    [Fact]
    public void Descriptions_are_checked()
    {
        Should.Throw<ArgumentException>(() => new NodeDescriptor(" ", new Uri("http://a")));
        Should.Throw<ArgumentException>(() => new NodeDescriptor("a", new Uri("/a", UriKind.Relative)));
        Should.Throw<ArgumentOutOfRangeException>(() => new NodeDescriptor("a", new Uri("http://a")) { Capacity = 0 });
        Should.Throw<ArgumentOutOfRangeException>(() => new NodeDescriptor("a", new Uri("http://a")) { CostPerHour = -1 });
        var full = new NodeDescriptor("a", new Uri("http://a")) { Capacity = 4, CostPerHour = 0.1m, Zone = "z1" };
        (full.Capacity, full.CostPerHour, full.Zone, full.Labels.Count).ShouldBe((4, 0.1m, "z1", 0));
    }
}
