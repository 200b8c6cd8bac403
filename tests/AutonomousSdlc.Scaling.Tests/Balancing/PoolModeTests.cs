namespace AutonomousSdlc.Scaling.Tests.Balancing;

public sealed class PoolModeTests
{
    [Fact]
    public void Degraded_nodes_rest_while_enough_are_healthy_and_help_when_not()
    {
        using var pool = new TestPool(4);
        pool.Registry.ReportHealth("n0", NodeHealth.Degraded, "slow");
        pool.Registry.Current.Mode.ShouldBe(PoolMode.Normal);
        Picked(pool).ShouldBe(["n1", "n2", "n3"]);

        pool.Registry.ReportHealth("n1", NodeHealth.Degraded, "slow");
        Picked(pool).ShouldBe(["n2", "n3"]);
        pool.Registry.ReportHealth("n2", NodeHealth.Degraded, "slow");
        pool.Registry.Current.Mode.ShouldBe(PoolMode.Degraded);
        Picked(pool).ShouldBe(["n0", "n1", "n2", "n3"]);

        pool.Registry.ReportHealth("n2", NodeHealth.Healthy, "recovered");
        pool.Registry.Current.Mode.ShouldBe(PoolMode.Normal);
        pool.Logs.WithEvent(3002).Count.ShouldBe(4);
        pool.Logs.WithEvent(3014).ShouldNotBeEmpty();
    }

    [Fact]
    public void A_ratio_of_zero_uses_degraded_nodes_only_when_none_is_healthy()
    {
        using var pool = new TestPool(2, static options => options.MinimumHealthyRatio = 0);
        pool.Registry.ReportHealth("n0", NodeHealth.Degraded, "slow");
        Picked(pool).ShouldBe(["n1"]);
        pool.Registry.ReportHealth("n1", NodeHealth.Degraded, "slow");
        Picked(pool).ShouldBe(["n0", "n1"]);
    }

    [Fact]
    public void Nodes_reported_unhealthy_stay_out_until_told_otherwise()
    {
        using var pool = new TestPool(3);
        pool.Registry.ReportHealth("n0", NodeHealth.Unhealthy, "its process exited").State.ShouldBe(NodeState.Ejected);
        pool.Registry.ReportHealth("n1", NodeHealth.Unhealthy, "its process exited");
        pool.Time.Advance(TimeSpan.FromDays(1));
        Picked(pool).ShouldBe(["n2"]);
        pool.Registry.ReportHealth("n0", NodeHealth.Healthy, "restarted");
        Picked(pool).ShouldBe(["n0", "n2"]);
    }

    [Fact]
    public void With_nothing_else_left_ejected_nodes_take_the_calls_and_draining_ones_do_not()
    {
        using var pool = new TestPool(3);
        pool.StopNewCalls("n0");
        pool.Registry.ReportHealth("n1", NodeHealth.Unhealthy, "dead");
        pool.Registry.ReportHealth("n2", NodeHealth.Unhealthy, "dead");
        pool.Registry.Current.Mode.ShouldBe(PoolMode.Panic);
        Picked(pool).ShouldBe(["n1", "n2"]);
        pool.Logs.WithEvent(3013).Single().Message.ShouldContain("none of");
    }

    [Fact]
    public void Every_node_ejected_by_failures_is_panic_when_the_cap_allows_it()
    {
        using var pool = new TestPool(2, static options => options.Ejection.MaximumRatio = 1);
        pool.Call("n0", CallOutcome.ConnectFailed);
        pool.Call("n1", CallOutcome.ConnectFailed);
        pool.Registry.Current.Mode.ShouldBe(PoolMode.Panic);
        Picked(pool).ShouldBe(["n0", "n1"]);
        pool.Time.Advance(TimeSpan.FromSeconds(2));
        pool.Registry.Current.Mode.ShouldBe(PoolMode.Normal);
    }

    private static List<string> Picked(TestPool pool)
    {
        var ids = new SortedSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < 300; i++)
        {
            using var lease = pool.Acquire();
            ids.Add(lease.Node.Id);
        }

        return [.. ids];
    }
}
