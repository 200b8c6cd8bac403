namespace AutonomousSdlc.Resilience.Tests;

public sealed class CircuitTests : IDisposable
{
    private readonly GuardHarness _harness = new();

    public void Dispose() => _harness.Dispose();

    [Fact]
    public void Failures_in_a_row_open_the_circuit_and_calls_are_refused_with_the_time_to_wait()
    {
        _harness.Trip();

        var outcome = _harness.Succeed();

        outcome.Kind.ShouldBe(OutcomeKind.Rejected);
        outcome.RejectionReason.ShouldBe(RejectionReason.CircuitOpen);
        outcome.RetryAfter.ShouldBe(TimeSpan.FromSeconds(1));
        outcome.Attempts.ShouldBe(0);
        var exception = outcome.Exception.ShouldBeOfType<CircuitOpenException>();
        exception.GuardName.ShouldBe("payments");
        exception.Partition.ShouldBeNull();
        exception.RetryAfter.ShouldBe(TimeSpan.FromSeconds(1));
        exception.Message.ShouldBe("Guard \"payments\" refused the call: its circuit is open. Try again in 1 s; Explain says why.");
    }

    [Fact]
    public async Task Throwing_calls_throw_the_refusal()
    {
        _harness.Trip("merchant-42");

        Should.Throw<CircuitOpenException>(() => _harness.Guard.Execute(GuardHarness.Succeed, 1, GuardCall.For("merchant-42"))).Partition.ShouldBe("merchant-42");
        await Should.ThrowAsync<CircuitOpenException>(async () => await _harness.Guard.ExecuteAsync(static (s, _) => new ValueTask<int>(s), 1, GuardCall.For("merchant-42")));
    }

    [Fact]
    public void A_success_in_between_keeps_the_circuit_closed()
    {
        for (var i = 0; i < 100; i++)
        {
            if (i % 5 == 4)
            {
                _harness.Succeed();
            }
            else
            {
                _harness.Fail().Kind.ShouldBe(OutcomeKind.Failure);
            }
        }

        _harness.Guard.Explain().State.ShouldBe(CircuitState.Closed);
    }

    [Fact]
    public void After_the_pause_successes_close_the_circuit_again()
    {
        _harness.Trip();
        _harness.Advance(TimeSpan.FromSeconds(1));

        _harness.Succeed().IsSuccess.ShouldBeTrue();
        _harness.Guard.Explain().State.ShouldBe(CircuitState.HalfOpen);
        _harness.Advance(TimeSpan.FromSeconds(1));
        _harness.Succeed();
        _harness.Succeed();

        _harness.Guard.Explain().State.ShouldBe(CircuitState.Closed);
    }

    [Fact]
    public void Without_waiting_it_takes_rounds_of_one_two_four_and_eight_successes()
    {
        _harness.Trip();
        _harness.Advance(TimeSpan.FromSeconds(1));

        for (var i = 0; i < 14; i++)
        {
            _harness.Succeed();
            _harness.Guard.Explain().State.ShouldBe(CircuitState.HalfOpen);
        }

        _harness.Succeed();
        _harness.Guard.Explain().State.ShouldBe(CircuitState.Closed);
    }

    [Fact]
    public void Each_failed_probe_doubles_the_pause_up_to_its_maximum()
    {
        _harness.Trip();
        var pauses = new List<double>();
        for (var i = 0; i < 7; i++)
        {
            var pause = _harness.Guard.Explain().NextProbeIn!.Value;
            pauses.Add(pause.TotalSeconds);
            _harness.Advance(pause);
            _harness.Fail();
        }

        pauses.ShouldBe([1, 2, 4, 8, 16, 30, 30]);
    }

    [Fact]
    public void The_pause_is_short_again_after_the_circuit_stayed_closed_for_long()
    {
        _harness.Trip();
        _harness.Advance(TimeSpan.FromSeconds(1));
        _harness.Fail();
        _harness.Guard.Explain().ConsecutiveBreaks.ShouldBe(2);
        _harness.Advance(TimeSpan.FromSeconds(2));
        for (var i = 0; i < 15; i++)
        {
            _harness.Succeed();
        }

        _harness.Trip();
        _harness.Guard.Explain().NextProbeIn.ShouldBe(TimeSpan.FromSeconds(4), "it had just closed");
        _harness.Guard.Reset();
        _harness.Advance(TimeSpan.FromSeconds(31));
        _harness.Trip();
        _harness.Guard.Explain().NextProbeIn.ShouldBe(TimeSpan.FromSeconds(1));
    }

    [Fact]
    public void A_dependency_that_asks_for_time_gets_it()
    {
        using var harness = new GuardHarness(o => o.ClassifyException(static _ => CallVerdict.Rejection(TimeSpan.FromSeconds(20))));

        harness.Trip();

        harness.Guard.Explain().NextProbeIn.ShouldBe(TimeSpan.FromSeconds(20));
    }

    [Fact]
    public async Task Exactly_the_allowed_number_of_probes_is_under_way_and_all_have_to_succeed()
    {
        using var harness = new GuardHarness(o => o.Breaker.Probes = 3);
        harness.Trip();
        harness.Advance(TimeSpan.FromSeconds(1));

        var calls = Enumerable.Range(0, 20).Select(_ => harness.Start()).ToList();
        var probes = calls.Where(c => !c.Call.IsCompleted).ToList();
        probes.Count.ShouldBe(3);
        probes[0].Source.SetResult(1);
        probes[1].Source.SetResult(1);
        await Task.WhenAll(probes[0].Call, probes[1].Call);
        probes[2].Source.SetException(new IOException());
        await probes[2].Call;

        harness.Guard.Explain().State.ShouldBe(CircuitState.Open);
    }

    [Fact]
    public void A_failure_during_the_ramp_halves_what_is_admitted()
    {
        _harness.Trip();
        _harness.Advance(TimeSpan.FromSeconds(1));
        for (var i = 0; i < 3; i++)
        {
            _harness.Succeed();
        }

        _harness.Guard.Explain().Admission.Value.ShouldBe(4);
        _harness.Fail();
        _harness.Guard.Explain().Admission.Value.ShouldBe(2);
        _harness.Fail();
        _harness.Fail();
        _harness.Guard.Explain().State.ShouldBe(CircuitState.Open);
    }

    [Fact]
    public async Task Calls_that_were_admitted_before_the_trip_are_no_evidence_after_it()
    {
        var late = Enumerable.Range(0, 10).Select(_ => _harness.Start()).ToList();
        _harness.Trip();
        _harness.Advance(TimeSpan.FromSeconds(1));
        _harness.Succeed();

        late.ForEach(c => c.Source.SetException(new IOException()));
        await Task.WhenAll(late.Select(c => c.Call));

        _harness.Guard.Explain().State.ShouldBe(CircuitState.HalfOpen);
        _harness.Guard.Explain().InFlight.ShouldBe(0);
    }

    [Fact]
    public void A_broken_partition_leaves_the_others_alone()
    {
        _harness.Trip("a");

        _harness.Succeed("a").IsRejected.ShouldBeTrue();
        _harness.Succeed("b").IsSuccess.ShouldBeTrue();
        _harness.Succeed().IsSuccess.ShouldBeTrue();
    }

    [Fact]
    public void An_admission_level_says_which_circuit_it_means()
    {
        new AdmissionLevel(10, 10).State.ShouldBe(CircuitState.Closed);
        new AdmissionLevel(1, 10).State.ShouldBe(CircuitState.HalfOpen);
        new AdmissionLevel(0.5, 10).State.ShouldBe(CircuitState.Open);
        new AdmissionLevel(5, 10).Ratio.ShouldBe(0.5);
        new AdmissionLevel(0, 0).Ratio.ShouldBe(0);
    }
}
