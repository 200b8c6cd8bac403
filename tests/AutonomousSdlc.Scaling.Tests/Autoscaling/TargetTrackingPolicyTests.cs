using AutonomousSdlc.Scaling.Internal.Policies;

namespace AutonomousSdlc.Scaling.Tests.Autoscaling;

public sealed class TargetTrackingPolicyTests
{
    private readonly TargetTrackingPolicy _policy = new();
    private readonly AutoscalerOptions _options = new() { Minimum = 1, Maximum = 20, ScaleDownStabilization = TimeSpan.FromMinutes(5) };
    private TimeSpan _now = TimeSpan.FromDays(3);

    [Theory]
    [InlineData(1, 100.0, 4, "the rate allows four a period")]
    [InlineData(4, 100.0, 8, "the rate allows to double")]
    [InlineData(8, 100.0, 10, "load asks for ten")]
    [InlineData(10, 100.0, 10, "on target")]
    [InlineData(10, 108.0, 10, "within the tolerance")]
    [InlineData(10, 111.0, 12, "outside the tolerance")]
    [InlineData(10, 91.0, 10, "within the tolerance")]
    [InlineData(18, 1000.0, 20, "the maximum")]
    [InlineData(0, 0.0, 1, "the minimum")]
    [InlineData(30, 5.0, 20, "the maximum, at once")]
    public void Goes_up_to_the_load_over_the_target(int from, double load, int expected, string why)
    {
        if (from == 1)
        {
            _options.Up.Ratio = 0;
            _options.Up.Count = 3;
        }

        Decide(from, load).To.ShouldBe(expected, why);
    }

    [Theory]
    [InlineData(0.3, 0.1, 3)]
    [InlineData(0.6, 0.2, 3)]
    [InlineData(0.7, 0.1, 7)]
    [InlineData(1e-12, 1, 1)]
    [InlineData(2.0000001, 1, 3)]
    public void Rounding_of_a_quotient_costs_no_worker(double load, double perWorker, int expected)
    {
        var signal = new SignalObservation("load", load, perWorker, IsAverage: false);

        WorkersNeeded.For(signal, State(0), tolerance: 0).Wanted.ShouldBe(expected);
    }

    [Fact]
    public void Goes_down_only_to_what_was_needed_within_the_window()
    {
        Decide(10, 100).Cause.ShouldBe(ScaleCause.OnTarget);
        Advance(60);
        Decide(10, 70).Cause.ShouldBe(ScaleCause.Stabilizing);
        Advance(60);
        var held = Decide(10, 20);
        held.To.ShouldBe(10);
        held.Reason.ShouldBe("Held at 10: load (20) needs 2 at 10 each, but 10 were needed within the last 300 s (ScaleDownStabilization).");
        held.Evidence.WantedWithinWindow.ShouldBe(10);

        // The ten fall out of the window, the seven are still in it.
        Advance(200);
        var seven = Decide(10, 20);
        (seven.To, seven.Cause).ShouldBe((7, ScaleCause.LoadBelowTarget));
        seven.Reason.ShouldBe("Down from 10 to 7: load (20) needs 2 at 10 each; 7 were needed within the last 300 s.");

        Advance(60);
        Decide(7, 20).To.ShouldBe(2);
    }

    [Fact]
    public void The_first_glance_never_scales_down()
    {
        var decision = Decide(10, 0);

        (decision.To, decision.Cause).ShouldBe((10, ScaleCause.Stabilizing));
    }

    [Fact]
    public void A_window_without_memory_after_a_gap_begins_anew()
    {
        Decide(10, 100);
        Advance(3600);
        Decide(10, load: null).Cause.ShouldBe(ScaleCause.SignalUnknown);
        Advance(3600);

        Decide(10, 10).Cause.ShouldBe(ScaleCause.Stabilizing);
        Advance(301);
        Decide(10, 10).To.ShouldBe(1);
    }

    [Fact]
    public void Without_a_window_it_goes_down_at_once()
    {
        _options.ScaleDownStabilization = TimeSpan.Zero;
        Decide(10, 100);
        Advance(1);

        Decide(10, 30).To.ShouldBe(3);
    }

    [Fact]
    public void The_largest_signal_wins()
    {
        var decision = Decide(2, Observe("requests", 50, 10), Observe("queue", 30, 10));

        decision.To.ShouldBe(5);
        decision.Reason.ShouldBe("Up from 2 to 5: requests (50) needs 5 at 10 each, queue (30) needs 3 at 10 each.");
        decision.Evidence.Wanted.ShouldBe(5);
        decision.Evidence.Signals.Select(signal => signal.Wanted).ShouldBe([5, 3]);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(-1.0)]
    public void An_unknown_signal_holds(double? value)
    {
        var decision = Decide(5, value);

        (decision.To, decision.Cause).ShouldBe((5, ScaleCause.SignalUnknown));
        decision.Reason.ShouldContain("signal \"load\" is unknown");
        decision.Reason.ShouldContain("nothing is scaled down on a guess");
        decision.Evidence.Wanted.ShouldBeNull();
        decision.Evidence.Signals.Single().Value.ShouldBeNull();
    }

    [Fact]
    public void An_unknown_signal_stops_the_way_down_and_not_the_way_up()
    {
        _options.ScaleDownStabilization = TimeSpan.Zero;

        Decide(5, Observe("a", 20, 10), Observe("b", null, 10)).Cause.ShouldBe(ScaleCause.SignalUnknown);
        var up = Decide(5, Observe("a", 70, 10), Observe("b", null, 10));
        up.To.ShouldBe(7);
        up.Reason.ShouldContain("b is unknown");
    }

    [Theory]
    [InlineData(0, 2)]
    [InlineData(50, 20)]
    public void Bounds_are_kept_even_when_nothing_is_known(int from, int expected)
    {
        _options.Minimum = 2;

        var decision = Decide(from, load: null);

        (decision.To, decision.Cause).ShouldBe((expected, ScaleCause.OutOfBounds));
        decision.Reason.ShouldContain("is outside Minimum (2) and Maximum (20)");
    }

    [Fact]
    public void Says_when_a_bound_holds_it()
    {
        _options.ScaleDownStabilization = TimeSpan.Zero;
        _options.Minimum = 3;

        Decide(20, 500).Reason.ShouldBe("Held at 20: load (500) needs 50 at 10 each; Maximum is 20. Raise Maximum to allow more.");
        Decide(3, 10).Reason.ShouldBe("Held at 3: load (10) needs 1 at 10 each; Minimum is 3.");
        Decide(15, 500).Reason.ShouldEndWith("Maximum is 20. Raise Maximum to allow more.");
        Decide(5, 10).Reason.ShouldEndWith("Minimum is 3.");
    }

    [Fact]
    public void A_rate_is_measured_from_the_begin_of_its_period()
    {
        _options.Up.Count = 2;
        _options.Up.Ratio = 0;
        _options.Up.Period = TimeSpan.FromSeconds(30);

        Apply(Decide(2, 200)).To.ShouldBe(4);
        Advance(10);
        var held = Decide(4, 200);
        held.Cause.ShouldBe(ScaleCause.RateLimited);
        held.Reason.ShouldEndWith("Up allows no further step yet.");
        Advance(20);
        Apply(Decide(4, 200)).To.ShouldBe(6);
    }

    [Fact]
    public void The_way_down_has_a_rate_too()
    {
        _options.ScaleDownStabilization = TimeSpan.Zero;
        _options.Down.Count = 1;
        _options.Down.Ratio = 0.2;
        _options.Down.Period = TimeSpan.FromSeconds(60);

        Apply(Decide(10, 0)).To.ShouldBe(8);
        Advance(1);
        Decide(8, 0).Cause.ShouldBe(ScaleCause.RateLimited);
        Advance(60);
        Apply(Decide(8, 0)).To.ShouldBe(7, "at least Count");
    }

    [Fact]
    public void A_decision_that_was_not_carried_out_uses_no_rate()
    {
        _options.Up.Count = 2;
        _options.Up.Ratio = 0;

        Decide(2, 200).To.ShouldBe(4);
        Advance(1);

        Decide(2, 200).To.ShouldBe(4);
    }

    [Fact]
    public void A_mean_over_the_workers_is_multiplied_by_the_ready_ones()
    {
        var cpu = new SignalObservation("cpu", 0.9, 0.6, IsAverage: true);
        var decision = _policy.Decide(new ScaleObservation("test", default, _now, State(4), [cpu]), _options);

        decision.To.ShouldBe(6);
    }

    [Fact]
    public void A_mean_without_a_ready_worker_is_unknown()
    {
        var cpu = new SignalObservation("cpu", 0.9, 0.6, IsAverage: true);
        var state = new ScaleTargetState { Desired = 3, Ready = 0, Pending = 3 };

        var decision = _policy.Decide(new ScaleObservation("test", default, _now, state, [cpu]), _options);

        decision.Cause.ShouldBe(ScaleCause.SignalUnknown);
        decision.Reason.ShouldContain("A mean over the workers needs a ready worker");
    }

    [Fact]
    public void Scales_to_zero_and_back()
    {
        _options.Minimum = 0;
        _options.ScaleDownStabilization = TimeSpan.Zero;

        Decide(2, 0).To.ShouldBe(0);
        Decide(0, 0).Cause.ShouldBe(ScaleCause.OnTarget);
        Decide(0, 0.5).To.ShouldBe(1);
    }

    [Fact]
    public void Another_target_has_no_past()
    {
        Decide(10, 100);
        _policy.Reset();
        Advance(301);

        Decide(3, 10).Cause.ShouldBe(ScaleCause.Stabilizing);
    }

    private static SignalObservation Observe(string name, double? value, double perWorker) => new(name, value, perWorker, IsAverage: false);

    private static ScaleTargetState State(int workers) => new() { Desired = workers, Ready = workers };

    private ScaleDecision Decide(int from, double? load) => Decide(from, Observe("load", load, 10));

    private ScaleDecision Decide(int from, params SignalObservation[] signals) =>
        _policy.Decide(new ScaleObservation("test", default, _now, State(from), signals), _options);

    private ScaleDecision Apply(ScaleDecision decision)
    {
        _policy.Applied(_now, decision.From, decision.To, _options);
        return decision;
    }

    private void Advance(double seconds) => _now += TimeSpan.FromSeconds(seconds);
}
