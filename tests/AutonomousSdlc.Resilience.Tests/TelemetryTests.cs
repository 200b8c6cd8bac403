using AutonomousSdlc.Testing;
using Microsoft.Extensions.Logging;

namespace AutonomousSdlc.Resilience.Tests;

public sealed class TelemetryTests
{
    [Fact]
    public void Opening_is_explained_in_one_sentence_that_names_the_options()
    {
        using var harness = new GuardHarness();
        harness.Succeed("merchant-42");

        harness.Trip("merchant-42");

        var entry = harness.Logs.WithEvent(2000).ShouldHaveSingleItem();
        entry.Level.ShouldBe(LogLevel.Warning);
        entry.Message.ShouldBe("Guard \"payments\" for merchant-42 stopped calls: 5 calls in a row failed (last: IOException). Next probe in 1 s. Change with Breaker.ConsecutiveFailures, Breaker.Pause.");
        harness.Guard.Explain("merchant-42").Reason.ShouldBe("open because 5 calls in a row failed (last: IOException); next probe in 1 s; 5 failures of 6 attempts");
    }

    [Fact]
    public void Every_state_explains_itself()
    {
        using var harness = new GuardHarness();
        harness.Guard.Explain("never seen").ToString().ShouldBe("closed because nothing was called yet");
        harness.Guard.Explain().Reason.ShouldBe("closed because nothing was called yet");
        harness.Succeed();
        harness.Fail();
        harness.Guard.Explain().Reason.ShouldBe("closed because 1 failure of 2 attempts, 1 in a row, opens at 5");
        harness.Trip();
        harness.Advance(TimeSpan.FromSeconds(1));
        var (source, _) = harness.Start();
        harness.Advance(TimeSpan.FromSeconds(3));
        harness.Guard.Explain().Reason.ShouldBe("half-open: recovering since 3 s, admits 1 at a time, 1 under way; 5 failures of 6 attempts");
        harness.Guard.Explain().InState.ShouldBe(TimeSpan.FromSeconds(3));
        source.SetException(new IOException());
        SpinWait.SpinUntil(() => harness.Guard.Explain().State == CircuitState.Open, TimeSpan.FromSeconds(30)).ShouldBeTrue();
        harness.Guard.Explain().Reason.ShouldStartWith("open because a probe failed (last: IOException); next probe in 2 s");
    }

    [Fact]
    public void A_hung_probe_is_named_as_the_reason()
    {
        using var harness = new GuardHarness(o =>
        {
            o.Deadline = null;
            o.AttemptTimeout = null;
        });
        harness.Trip();
        harness.Advance(TimeSpan.FromSeconds(1));
        var (source, _) = harness.Start();
        harness.Advance(TimeSpan.FromSeconds(15));
        harness.Succeed();

        harness.Logs.WithEvent(2000)[^1].Message.ShouldContain("1 probe did not end within the lease");
        source.SetResult(1);
    }

    [Fact]
    public void An_explanation_carries_its_evidence()
    {
        using var harness = new GuardHarness();
        harness.Trip();
        harness.Succeed();

        var explanation = harness.Guard.Explain();

        explanation.GuardName.ShouldBe("payments");
        explanation.Failures.ShouldBe(5);
        explanation.Attempts.ShouldBe(5);
        explanation.Rejections.ShouldBe(1);
        explanation.Admission.Value.ShouldBe(0);
        explanation.ConsecutiveBreaks.ShouldBe(1);
        explanation.TripsAfter.ShouldBe(5);
        explanation.LastFailure.ShouldBe("IOException");
        explanation.RetryBudget.ShouldBe(20);
        explanation.NextProbeIn.ShouldBe(TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task Every_instrument_reports_what_happened()
    {
        using var factory = new ScopedMeterFactory();
        using var recorder = new MetricRecorder(ResilienceTelemetry.MeterName, factory);
        var time = new ManualTimeProvider();
        var options = new ResilienceGuardOptions { Retry = { BaseDelay = TimeSpan.Zero, MaximumDelay = TimeSpan.Zero, Budget = { Burst = 1 } }, Seed = 1 };
        options.Fallback.Then("text", static _ => "fallback");
        using var guard = new ResilienceGuard("metrics", options, time, meterFactory: factory);
        (string, object?) mine = (ResilienceTelemetry.GuardTag, "metrics");

        guard.Execute(GuardHarness.Succeed, 1);
        guard.ExecuteOutcome(GuardHarness.Throw, new IOException()).RetryStop.ShouldBe(RetryStop.BudgetExhausted);
        guard.Execute<int, string>(static (_, _) => throw new ArgumentException("permanent"), 0, GuardCall.For("p")).ShouldBe("fallback");
        guard.ExecuteOutcome(GuardHarness.Succeed, 1, new GuardCall { Deadline = TimeSpan.Zero });
        guard.Isolate("p");
        guard.ExecuteOutcome(GuardHarness.Succeed, 1, GuardCall.For("p"));
        guard.Execute(static (_, _) => "unused", 0, GuardCall.For("p")).ShouldBe("fallback");
        using var cancellation = new CancellationTokenSource();
        var hanging = guard.ExecuteOutcomeAsync(
            static async (_, token) =>
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, token);
                return 1;
            },
            0,
            cancellation.Token);
        recorder.Collect();
        recorder.Last(ResilienceTelemetry.InFlight, mine).ShouldBe(1);
        await cancellation.CancelAsync();
        await hanging;
        recorder.Collect();

        Last(ResilienceTelemetry.Calls, ResilienceTelemetry.OutcomeTag, "success").ShouldBe(1);
        Last(ResilienceTelemetry.Calls, ResilienceTelemetry.OutcomeTag, "failure").ShouldBe(1);
        Last(ResilienceTelemetry.Calls, ResilienceTelemetry.OutcomeTag, "rejected").ShouldBe(2);
        Last(ResilienceTelemetry.Calls, ResilienceTelemetry.OutcomeTag, "fallback").ShouldBe(2);
        Last(ResilienceTelemetry.Calls, ResilienceTelemetry.OutcomeTag, "cancelled").ShouldBe(1);
        Last(ResilienceTelemetry.Rejections, ResilienceTelemetry.ReasonTag, "deadline_exceeded").ShouldBe(1);
        Last(ResilienceTelemetry.Rejections, ResilienceTelemetry.ReasonTag, "isolated").ShouldBe(2);
        Last(ResilienceTelemetry.Attempts, ResilienceTelemetry.ResultTag, "success").ShouldBe(1);
        Last(ResilienceTelemetry.Attempts, ResilienceTelemetry.ResultTag, "transient").ShouldBe(2);
        Last(ResilienceTelemetry.Attempts, ResilienceTelemetry.ResultTag, "permanent").ShouldBe(1);
        Last(ResilienceTelemetry.Attempts, ResilienceTelemetry.ResultTag, "cancelled").ShouldBe(1);
        recorder.Last(ResilienceTelemetry.Retries, mine).ShouldBe(1);
        recorder.Last(ResilienceTelemetry.InFlight, mine).ShouldBe(0);
        Last(ResilienceTelemetry.Partitions, ResilienceTelemetry.StateTag, "closed").ShouldBe(1);
        Last(ResilienceTelemetry.Partitions, ResilienceTelemetry.StateTag, "isolated").ShouldBe(1);
        recorder.Sum(ResilienceTelemetry.RetriesRefused, (ResilienceTelemetry.ReasonTag, "budget_exhausted")).ShouldBe(1);
        recorder.Sum(ResilienceTelemetry.RetriesRefused, (ResilienceTelemetry.ReasonTag, "permanent")).ShouldBe(1);
        recorder.Sum(ResilienceTelemetry.Fallbacks, (ResilienceTelemetry.StepTag, "text"), (ResilienceTelemetry.OutcomeTag, "success")).ShouldBe(2);
        recorder.Sum(ResilienceTelemetry.Transitions, (ResilienceTelemetry.StateTag, "isolated"), (ResilienceTelemetry.ReasonTag, "isolated")).ShouldBe(1);
        recorder.Measurements.Count(m => m.Instrument == ResilienceTelemetry.Duration && m.HasTag(ResilienceTelemetry.OutcomeTag, "success")).ShouldBe(1);
        recorder.Measurements.Count(m => m.Instrument == ResilienceTelemetry.Duration).ShouldBe(5, "refused calls without a fallback have no duration");

        double? Last(string instrument, string tag, string value) => recorder.Last(instrument, mine, (tag, value));
    }

    [Fact]
    public void Counters_do_not_fall_when_partitions_are_evicted()
    {
        using var factory = new ScopedMeterFactory();
        using var recorder = new MetricRecorder(ResilienceTelemetry.MeterName, factory);
        var time = new ManualTimeProvider();
        using var guard = new ResilienceGuard("evicting", timeProvider: time, meterFactory: factory);
        for (var i = 0; i < 10; i++)
        {
            guard.Execute(GuardHarness.Succeed, 1, GuardCall.For($"p{i}"));
        }

        time.Advance(TimeSpan.FromHours(1));
        recorder.Collect();

        guard.GetPartitions().ShouldBeEmpty();
        recorder.Last(ResilienceTelemetry.Calls, (ResilienceTelemetry.OutcomeTag, "success")).ShouldBe(10);
    }

    [Fact]
    public void Guards_made_by_hand_share_a_meter_and_leave_it_when_disposed()
    {
        using var recorder = new MetricRecorder(ResilienceTelemetry.MeterName);
        var name = Guid.NewGuid().ToString();
        using (var guard = new ResilienceGuard(name))
        {
            guard.Execute(GuardHarness.Succeed, 1);
            recorder.Collect();
        }

        var before = recorder.Measurements.Count(m => m.HasTag(ResilienceTelemetry.GuardTag, name));
        recorder.Collect();

        before.ShouldBeGreaterThan(0);
        recorder.Measurements.Count(m => m.HasTag(ResilienceTelemetry.GuardTag, name)).ShouldBe(before);
    }

    [Fact]
    public void Retries_are_logged_for_debugging()
    {
        using var harness = new GuardHarness(o =>
        {
            o.Retry.MaximumRetries = 1;
            o.Retry.BaseDelay = TimeSpan.Zero;
            o.Retry.MaximumDelay = TimeSpan.Zero;
        });

        harness.Fail();

        harness.Logs.WithEvent(2005).ShouldHaveSingleItem().Message.ShouldBe("Guard \"payments\" tries a call again in 0 s: attempt 1 failed (Transient, IOException).");
    }
}
