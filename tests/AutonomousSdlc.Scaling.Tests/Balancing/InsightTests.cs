using AutonomousSdlc.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace AutonomousSdlc.Scaling.Tests.Balancing;

public sealed class InsightTests
{
    [Fact]
    public void Metrics_of_the_cluster_add_up()
    {
        using var pool = new TestPool();
        pool.Registry.Register(new NodeDescriptor("a", new Uri("http://a")) { Capacity = 10 });
        pool.Registry.Register(new NodeDescriptor("b", new Uri("http://b")) { Capacity = 30 });
        pool.Add("c");
        pool.Balancer.Acquire(new PickContext { Cost = 8, ExcludedNodes = ["b", "c"] });
        pool.Call("b", CallOutcome.Succeeded);
        pool.Call("b", CallOutcome.Failed);
        pool.Call("b", CallOutcome.Rejected);
        pool.Registry.ReportHealth("c", NodeHealth.Degraded, "slow");

        var metrics = pool.Balancer.GetMetrics();
        (metrics.Healthy, metrics.Degraded, metrics.Ejected, metrics.Draining).ShouldBe((2, 1, 0, 0));
        (metrics.InFlight, metrics.Picks, metrics.Failures).ShouldBe((1, 4, 1));
        metrics.Utilization.ShouldBe(0.2);
        var b = metrics.Nodes.Single(static node => node.Node.Id == "b");
        (b.Picks, b.ErrorRatio, b.Neutral, b.AverageLatency).ShouldBe((3, 0.5, 1, TimeSpan.FromMilliseconds(1)));
        b.Utilization.ShouldBe(0);
        var c = metrics.Nodes.Single(static node => node.Node.Id == "c");
        (c.ErrorRatio, c.Utilization, c.AverageLatency).ShouldBe((null, null, null));
        metrics.Nodes.Single(static node => node.Node.Id == "a").Utilization.ShouldBe(0.8);
    }

    [Fact]
    public void Average_latency_follows_successes_and_clamps_negative_ones()
    {
        using var pool = new TestPool(1);
        pool.Acquire().Complete(CallOutcome.Succeeded, TimeSpan.FromSeconds(1));
        pool.Acquire().Complete(CallOutcome.Succeeded, TimeSpan.FromSeconds(-5));
        pool.Acquire().Complete(CallOutcome.Failed, TimeSpan.FromSeconds(50));
        pool.Balancer.GetMetrics().Nodes[0].AverageLatency.ShouldBe(TimeSpan.FromSeconds(0.9));
    }

    [Fact]
    public void Explain_tells_why_and_why_not()
    {
        using var pool = new TestPool(4);
        pool.Call("n0", CallOutcome.ConnectFailed);
        pool.Registry.ReportHealth("n1", NodeHealth.Degraded, "slow");
        using var lease = pool.Acquire("n3");
        var explanation = pool.Balancer.Explain(new PickContext { ExcludedNodes = ["n3"] });
        explanation.Refusal.ShouldBeNull();
        explanation.Nodes.Single(static node => node.IsEligible).Node.Id.ShouldBe("n2");
        explanation.Nodes.Single(static node => node.Node.Id == "n2").Score.ShouldBe(2);
        var text = explanation.ToString();
        text.ShouldContain("PowerOfTwoChoices");
        text.ShouldContain("ejected after failures");
        text.ShouldContain("degraded, and enough");
        text.ShouldContain("the context excludes it");
    }

    [Fact]
    public async Task Explain_tells_why_nothing_can_be_picked()
    {
        using var pool = new TestPool();
        pool.Balancer.Explain(default).Refusal.ShouldBe(NoNodeReason.Empty);
        pool.Add("a");
        pool.Balancer.Explain(new PickContext { Deadline = pool.Time.GetUtcNow() }).Refusal.ShouldBe(NoNodeReason.DeadlinePassed);
        pool.Registry.ReportHealth("a", NodeHealth.Unhealthy, "dead");
        pool.Balancer.Explain(default).Nodes[0].Reason.ShouldContain("no other member");
        pool.Registry.ReportHealth("a", NodeHealth.Degraded, "slow");
        pool.Balancer.Explain(default).Nodes[0].Reason.ShouldContain("too few members");
        await pool.Registry.DrainAsync("a", TimeSpan.Zero);
        var explanation = pool.Balancer.Explain(default);
        explanation.Refusal.ShouldBe(NoNodeReason.AllDraining);
        explanation.ToString().ShouldContain("no node: AllDraining");
    }

    [Fact]
    public void Instruments_report_what_happened()
    {
        var name = $"metered-{Guid.NewGuid():N}";
        using var recorder = new MetricRecorder(ScalingTelemetry.MeterName);
        using var provider = new ServiceCollection().AddLoadBalancer(name, static balancer => balancer.AddNodes("http://a:1", "http://b:1", "http://c:1")).BuildServiceProvider();
        var balancer = provider.GetRequiredKeyedService<ILoadBalancer>(name);
        (string, object?) mine = (ScalingTelemetry.BalancerTag, name);
        balancer.Acquire(new PickContext { ExcludedNodes = ["b:1", "c:1"] }).Complete(CallOutcome.ConnectFailed, TimeSpan.FromSeconds(2));
        balancer.Acquire().Complete(CallOutcome.Succeeded, TimeSpan.FromSeconds(1));
        using var held = balancer.Acquire();
        balancer.TryAcquire(new PickContext { ExcludedNodes = ["a:1", "b:1", "c:1"] }, out _).ShouldBeFalse();
        recorder.Collect();

        recorder.Sum(ScalingTelemetry.Ejections, mine, (ScalingTelemetry.NodeTag, "a:1"), (ScalingTelemetry.ReasonTag, "ConnectFailed")).ShouldBe(1);
        recorder.Sum(ScalingTelemetry.PickFailures, mine, (ScalingTelemetry.ReasonTag, "AllExcluded")).ShouldBe(1);
        recorder.Sum(ScalingTelemetry.Picks, mine).ShouldBe(3);
        recorder.Sum(ScalingTelemetry.InFlight, mine).ShouldBe(1);
        recorder.Sum(ScalingTelemetry.Calls, mine, (ScalingTelemetry.OutcomeTag, "success")).ShouldBe(1);
        recorder.Sum(ScalingTelemetry.Calls, mine, (ScalingTelemetry.OutcomeTag, "failure")).ShouldBe(1);
        recorder.Sum(ScalingTelemetry.Nodes, mine, (ScalingTelemetry.StateTag, "healthy")).ShouldBe(2);
        recorder.Sum(ScalingTelemetry.Nodes, mine, (ScalingTelemetry.StateTag, "ejected")).ShouldBe(1);
        recorder.Sum(ScalingTelemetry.CallDuration, mine, (ScalingTelemetry.OutcomeTag, "connect_failed")).ShouldBe(2);
    }

    [Theory]
    [InlineData(CallOutcome.Failed, "failed")]
    [InlineData(CallOutcome.TimedOut, "timed_out")]
    [InlineData(CallOutcome.ConnectionLost, "connection_lost")]
    [InlineData(CallOutcome.Rejected, "rejected")]
    [InlineData(CallOutcome.Canceled, "canceled")]
    public void Durations_carry_their_outcome(CallOutcome outcome, string tag)
    {
        var name = $"metered-{Guid.NewGuid():N}";
        using var recorder = new MetricRecorder(ScalingTelemetry.MeterName);
        using var provider = new ServiceCollection().AddLoadBalancer(name, static balancer => balancer.AddNodes("http://a:1")).BuildServiceProvider();
        provider.GetRequiredKeyedService<ILoadBalancer>(name).Acquire().Complete(outcome, TimeSpan.FromSeconds(3));
        recorder.Sum(ScalingTelemetry.CallDuration, (ScalingTelemetry.BalancerTag, name), (ScalingTelemetry.OutcomeTag, tag)).ShouldBe(3);
    }

    [Fact]
    public void Exceptions_carry_data_and_say_what_to_do()
    {
        using var pool = new TestPool();
        var exception = Should.Throw<NoNodeAvailableException>(() => pool.Acquire());
        (exception.Balancer, exception.Members).ShouldBe(("pool", 0));
        exception.ShouldBeAssignableTo<ScalingException>();
        exception.Message.ShouldContain("Register nodes");
        new NoNodeAvailableException("text", null).Reason.ShouldBe(NoNodeReason.Unknown);
        new NodeNotFoundException("text").NodeId.ShouldBeEmpty();
        new DuplicateNodeException("text", exception).InnerException.ShouldBe(exception);
    }
}
