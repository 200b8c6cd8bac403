using AutonomousSdlc.Scaling.Internal.Policies;
using FsCheck;
using FsCheck.Fluent;

namespace AutonomousSdlc.Scaling.Tests.Autoscaling;

/// <summary>Histories of arbitrary loads, gaps, bounds and meddling hands; each is checked step by step.</summary>
public sealed class TargetTrackingPropertyTests
{
    private const int Steps = 200;

    [Fact]
    public void Never_leaves_the_bounds() =>
        ForAllHistories(step => step.Decision.To >= step.Options.Minimum && step.Decision.To <= step.Options.Maximum);

    [Fact]
    public void Never_goes_below_what_was_needed_within_the_stabilisation_window() =>
        ForAllHistories(step =>
            step.Decision.To >= step.Decision.From
            || step.Decision.From > step.Options.Maximum
            || step.NeededWithinWindow.All(needed => step.Decision.To >= Math.Min(needed, step.Decision.From)));

    [Fact]
    public void Never_goes_down_while_a_signal_is_unknown() =>
        ForAllHistories(step =>
            step.Load is not null
            || step.Decision.To >= Math.Min(step.Decision.From, step.Options.Maximum));

    [Fact]
    public void Never_goes_up_beyond_the_need_or_the_minimum() =>
        ForAllHistories(step =>
            step.Decision.To <= step.Decision.From
            || step.Decision.To <= Math.Max(step.Decision.Evidence.Wanted ?? 0, step.Options.Minimum));

    [Fact]
    public void Never_rises_faster_than_its_rate() =>
        ForAllHistories(step =>
            step.Decision.To <= step.Decision.From
            || step.Decision.Cause == ScaleCause.OutOfBounds
            || step.Decision.From < step.Options.Minimum
            || step.Decision.To - step.CountAtPeriodBegin <= Math.Max(step.Options.Up.Count, Math.Ceiling(step.CountAtPeriodBegin * step.Options.Up.Ratio)));

    [Fact]
    public void A_change_has_a_cause_of_change_and_a_hold_one_of_holding() =>
        ForAllHistories(step =>
            step.Decision.IsChange == step.Decision.Cause is ScaleCause.LoadAboveTarget or ScaleCause.LoadBelowTarget or ScaleCause.OutOfBounds
            && (step.Decision.Cause != ScaleCause.LoadAboveTarget || step.Decision.To > step.Decision.From)
            && (step.Decision.Cause != ScaleCause.LoadBelowTarget || step.Decision.To < step.Decision.From));

    [Fact]
    public void A_constant_load_is_reached_and_kept() =>
        Prop.ForAll(
            ArbMap.Default.ArbFor<int>(),
            seed =>
            {
                var random = new Random(seed);
                var options = RandomOptions(random);
                var policy = new TargetTrackingPolicy();
                var load = random.NextDouble() * 400;
                var count = random.Next(0, 60);
                var now = TimeSpan.Zero;
                var history = new List<int>();
                for (var i = 0; i < 2000; i++, now += TimeSpan.FromSeconds(5))
                {
                    var decision = Decide(policy, options, now, count, load);
                    policy.Applied(now, count, decision.To, options);
                    count = decision.To;
                    history.Add(count);
                }

                var needed = Math.Clamp(Math.Ceiling(load / 10), options.Minimum, options.Maximum);
                var slack = Math.Ceiling((options.Tolerance / (1 - options.Tolerance) * needed) + 1);
                return history.TakeLast(500).Distinct().Count() == 1 && Math.Abs(count - needed) <= slack;
            }).QuickCheckThrowOnFailure();

    private static void ForAllHistories(Func<Step, bool> holds) =>
        Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed => History(seed).All(holds)).QuickCheckThrowOnFailure();

    private static IEnumerable<Step> History(int seed)
    {
        var random = new Random(seed);
        var options = RandomOptions(random);
        var policy = new TargetTrackingPolicy();
        var now = TimeSpan.Zero;
        var count = random.Next(0, 60);
        var needs = new List<(TimeSpan At, int Needed)>();
        var changes = new List<(TimeSpan At, int Change)>();
        var level = random.NextDouble() * 200;
        for (var i = 0; i < Steps; i++)
        {
            now += TimeSpan.FromSeconds(random.NextDouble() * 20);
            level = Math.Max(0, level + ((random.NextDouble() - 0.5) * 80));
            double? load = random.Next(8) == 0 ? null : level;
            if (random.Next(30) == 0)
            {
                // Somebody scales by hand.
                count = random.Next(0, 60);
            }

            var decision = Decide(policy, options, now, count, load);
            if (decision.Evidence.Wanted is { } needed)
            {
                needs.Add((now, needed));
            }

            var window = now - options.ScaleDownStabilization;
            var period = now - options.Up.Period;
            yield return new Step(
                options,
                load,
                decision,
                [.. needs.Where(need => need.At >= window).Select(need => need.Needed)],
                Math.Max(0, count - changes.Where(change => change.At > period).Sum(change => change.Change)));
            if (decision.IsChange)
            {
                policy.Applied(now, decision.From, decision.To, options);
                changes.Add((now, decision.To - decision.From));
            }

            count = decision.To;
        }
    }

    private static AutoscalerOptions RandomOptions(Random random)
    {
        var options = new AutoscalerOptions
        {
            Minimum = random.Next(0, 10),
            Tolerance = random.NextDouble() * 0.3,
            ScaleDownStabilization = TimeSpan.FromSeconds(random.Next(0, 120)),
        };
        options.Maximum = Math.Max(1, options.Minimum + random.Next(0, 30));
        options.Up.Count = random.Next(1, 8);
        options.Up.Ratio = random.NextDouble() * 2;
        options.Up.Period = TimeSpan.FromSeconds(random.Next(1, 60));
        options.Down.Count = random.Next(1, 8);
        options.Down.Ratio = random.NextDouble();
        options.Down.Period = TimeSpan.FromSeconds(random.Next(1, 60));
        return options;
    }

    private static ScaleDecision Decide(TargetTrackingPolicy policy, AutoscalerOptions options, TimeSpan now, int count, double? load)
    {
        var state = new ScaleTargetState { Desired = count, Ready = count };
        var signal = new SignalObservation("load", load, 10, IsAverage: false);
        return policy.Decide(new ScaleObservation("property", default, now, state, [signal]), options);
    }

    private sealed record Step(
        AutoscalerOptions Options,
        double? Load,
        ScaleDecision Decision,
        int[] NeededWithinWindow,
        int CountAtPeriodBegin);
}
