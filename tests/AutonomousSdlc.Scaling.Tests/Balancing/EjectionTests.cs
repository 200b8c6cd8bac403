namespace AutonomousSdlc.Scaling.Tests.Balancing;

public sealed class EjectionTests
{
    [Theory]
    [InlineData(CallOutcome.ConnectFailed)]
    [InlineData(CallOutcome.ConnectionLost)]
    public void The_first_refused_or_reset_connection_ejects(CallOutcome outcome)
    {
        using var pool = new TestPool(3);
        pool.Call("n0", outcome);
        pool.State("n0").ShouldBe(NodeState.Ejected);
        for (var i = 0; i < 100; i++)
        {
            using var lease = pool.Acquire();
            lease.Node.Id.ShouldNotBe("n0");
        }

        pool.Logs.WithEvent(3010).Single().Message.ShouldContain("Ejection.ConsecutiveFailures");
    }

    [Theory]
    [InlineData(CallOutcome.Failed)]
    [InlineData(CallOutcome.TimedOut)]
    public void Failures_in_a_row_eject_and_a_success_between_starts_over(CallOutcome outcome)
    {
        using var pool = new TestPool(3);
        Repeat(4, () => pool.Call("n0", outcome));
        pool.Call("n0", CallOutcome.Succeeded);
        Repeat(4, () => pool.Call("n0", outcome));
        pool.State("n0").ShouldBe(NodeState.Healthy);
        pool.Call("n0", outcome);
        pool.State("n0").ShouldBe(NodeState.Ejected);
    }

    [Fact]
    public void Rejections_and_cancellations_say_nothing()
    {
        using var pool = new TestPool(3);
        Repeat(4, () => pool.Call("n0", CallOutcome.Failed));
        Repeat(20, () => pool.Call("n0", CallOutcome.Rejected));
        Repeat(20, () => pool.Call("n0", CallOutcome.Canceled));
        pool.Acquire("n1", "n2").Release();
        pool.State("n0").ShouldBe(NodeState.Healthy);
        pool.Call("n0", CallOutcome.Failed);
        pool.State("n0").ShouldBe(NodeState.Ejected);
    }

    [Fact]
    public void A_node_returns_by_itself_and_each_relapse_lasts_twice_as_long_up_to_the_limit()
    {
        using var pool = new TestPool(3);
        foreach (var seconds in new[] { 2, 4, 8, 16, 30, 30 })
        {
            pool.Call("n0", CallOutcome.ConnectFailed);
            pool.Time.Advance(TimeSpan.FromSeconds(seconds) - TimeSpan.FromMilliseconds(1));
            pool.State("n0").ShouldBe(NodeState.Ejected);
            pool.Time.Advance(TimeSpan.FromMilliseconds(1));
            pool.State("n0").ShouldBe(NodeState.Healthy);
        }
    }

    [Fact]
    public void On_probation_one_failure_ejects_and_one_success_ends_it()
    {
        using var pool = new TestPool(3);
        pool.Call("n0", CallOutcome.ConnectFailed);
        pool.Time.Advance(TimeSpan.FromSeconds(2));
        pool.Call("n0", CallOutcome.Failed);
        pool.State("n0").ShouldBe(NodeState.Ejected);
        pool.Time.Advance(TimeSpan.FromSeconds(4));
        pool.Call("n0", CallOutcome.Succeeded);
        Repeat(4, () => pool.Call("n0", CallOutcome.Failed));
        pool.State("n0").ShouldBe(NodeState.Healthy);
    }

    [Fact]
    public void Time_in_service_takes_doublings_back()
    {
        using var pool = new TestPool(3);
        foreach (var seconds in new[] { 2, 4, 8 })
        {
            pool.Call("n0", CallOutcome.ConnectFailed);
            pool.Time.Advance(TimeSpan.FromSeconds(seconds));
        }

        // Three doublings stand; 8 + 4 seconds in service take two back.
        pool.Time.Advance(TimeSpan.FromSeconds(12));
        pool.Call("n0", CallOutcome.ConnectFailed);
        pool.Time.Advance(TimeSpan.FromSeconds(4) - TimeSpan.FromTicks(1));
        pool.State("n0").ShouldBe(NodeState.Ejected);
        pool.Time.Advance(TimeSpan.FromTicks(1));
        pool.State("n0").ShouldBe(NodeState.Healthy);
    }

    [Fact]
    public void The_cap_keeps_the_rest_in_rotation_and_says_so_once_per_streak()
    {
        using var pool = new TestPool(4);
        foreach (var id in new[] { "n0", "n1", "n2", "n2", "n3" })
        {
            pool.Call(id, CallOutcome.ConnectFailed);
        }

        pool.Registry.Current.Count(NodeState.Ejected).ShouldBe(2);
        pool.Logs.WithEvent(3011).Count.ShouldBe(2);
        pool.Logs.WithEvent(3011)[0].Message.ShouldContain("Ejection.MaximumRatio");
        pool.Time.Advance(TimeSpan.FromSeconds(2));
        pool.Call("n3", CallOutcome.Failed);
        pool.State("n3").ShouldBe(NodeState.Ejected);
    }

    [Fact]
    public void One_of_two_may_go_and_the_only_one_never()
    {
        using var pool = new TestPool(2, static options => options.Ejection.MaximumRatio = 0.1);
        pool.Call("n0", CallOutcome.ConnectFailed);
        pool.State("n0").ShouldBe(NodeState.Ejected);
        pool.Registry.Deregister("n1");
        pool.State("n0").ShouldBe(NodeState.Healthy);
        pool.Call("n0", CallOutcome.ConnectFailed);
        pool.State("n0").ShouldBe(NodeState.Healthy);
    }

    [Fact]
    public void Ejection_can_be_off()
    {
        using var pool = new TestPool(3, static options => options.Ejection.Enabled = false);
        Repeat(20, () => pool.Call("n0", CallOutcome.ConnectFailed));
        pool.State("n0").ShouldBe(NodeState.Healthy);
    }

    [Fact]
    public void A_good_report_ends_an_ejection_and_forgets_its_growth()
    {
        using var pool = new TestPool(3);
        pool.Call("n0", CallOutcome.ConnectFailed);
        pool.Registry.ReportHealth("n0", NodeHealth.Healthy, "its probe answers").State.ShouldBe(NodeState.Healthy);
        Repeat(4, () => pool.Call("n0", CallOutcome.Failed));
        pool.State("n0").ShouldBe(NodeState.Healthy);
        pool.Call("n0", CallOutcome.Failed);
        pool.Time.Advance(TimeSpan.FromSeconds(2));
        pool.State("n0").ShouldBe(NodeState.Healthy);
    }

    [Fact]
    public void Calls_that_end_while_their_node_is_out_change_nothing()
    {
        using var pool = new TestPool(3);
        var late = Enumerable.Range(0, 10).Select(_ => pool.Acquire("n1", "n2")).ToList();
        pool.Call("n0", CallOutcome.ConnectFailed);
        for (var i = 0; i < late.Count; i++)
        {
            late[i].Complete(i % 2 == 0 ? CallOutcome.ConnectionLost : CallOutcome.Succeeded, TimeSpan.Zero);
        }

        pool.Time.Advance(TimeSpan.FromSeconds(2));
        pool.State("n0").ShouldBe(NodeState.Healthy);
        pool.Logs.WithEvent(3010).Count.ShouldBe(1);
        pool.Logs.WithEvent(3012).Single().Message.ShouldContain("time out of rotation is over");
    }

    private static void Repeat(int times, Action action)
    {
        for (var i = 0; i < times; i++)
        {
            action();
        }
    }
}
