namespace AutonomousSdlc.Resilience.Tests;

/// <summary>Six situations in which a widely used circuit breaker gives a surprising answer; each test states the right one.</summary>
public sealed class BreakerProbeTests : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly GuardHarness _harness = new();

    public void Dispose() => _harness.Dispose();

    [Fact]
    public async Task A_success_that_started_before_the_trip_does_not_close_the_circuit()
    {
        var (stale, staleCall) = _harness.Start();
        _harness.Trip();
        _harness.Advance(Pause);
        var (probe, probeCall) = _harness.Start();

        stale.SetResult(1);
        (await staleCall).IsSuccess.ShouldBeTrue();
        _harness.Guard.Explain().State.ShouldBe(CircuitState.HalfOpen);

        probe.SetException(new IOException("still broken"));
        await probeCall;
        _harness.Guard.Explain().State.ShouldBe(CircuitState.Open);
    }

    [Fact]
    public async Task A_probe_that_its_caller_cancels_proves_nothing()
    {
        _harness.Trip();
        _harness.Advance(Pause);
        using var cancellation = new CancellationTokenSource();
        var (_, probeCall) = _harness.Start(cancellationToken: cancellation.Token);

        await cancellation.CancelAsync();
        (await probeCall).Kind.ShouldBe(OutcomeKind.Cancelled);

        _harness.Guard.Explain().State.ShouldBe(CircuitState.HalfOpen);
        _harness.Succeed().IsSuccess.ShouldBeTrue("the cancelled probe gave its place back");
    }

    [Fact]
    public void A_probe_that_hangs_for_an_hour_blocks_the_circuit_for_its_lease_only()
    {
        using var harness = new GuardHarness(o =>
        {
            o.AttemptTimeout = null;
            o.Deadline = null;
        });
        harness.Trip();
        harness.Advance(Pause);
        var (hung, hungCall) = harness.Start();
        harness.Succeed().RejectionReason.ShouldBe(RejectionReason.ProbeLimit);

        harness.Advance(TimeSpan.FromSeconds(15));
        harness.Succeed().RejectionReason.ShouldBe(RejectionReason.CircuitOpen, "the lease ran out: the probe counts as failed");
        harness.Advance(TimeSpan.FromSeconds(2));

        harness.Succeed().IsSuccess.ShouldBeTrue();
        hungCall.IsCompleted.ShouldBeFalse();
        hung.SetResult(1);
    }

    [Fact]
    public async Task One_success_does_not_admit_everybody()
    {
        _harness.Trip();
        _harness.Advance(Pause);

        var first = Enumerable.Range(0, 100).Select(_ => _harness.Start()).ToList();
        first.Count(c => !c.Call.IsCompleted).ShouldBe(1);
        first[0].Source.SetResult(1);
        await first[0].Call;

        var second = Enumerable.Range(0, 100).Select(_ => _harness.Start()).ToList();
        second.Count(c => !c.Call.IsCompleted).ShouldBe(2);
        second.ForEach(c => c.Source.TrySetResult(1));
        await Task.WhenAll(second.Select(c => c.Call));

        Enumerable.Range(0, 100).Select(_ => _harness.Start()).Count(c => !c.Call.IsCompleted).ShouldBe(4);
    }

    [Fact]
    public async Task Calls_that_are_too_slow_count_as_failures()
    {
        for (var i = 0; i < 5; i++)
        {
            var (_, call) = _harness.Start();
            _harness.Advance(TimeSpan.FromSeconds(10));
            (await call).Exception.ShouldBeOfType<AttemptTimeoutException>();
        }

        _harness.Guard.Explain().State.ShouldBe(CircuitState.Open);
    }

    [Fact]
    public void One_call_a_second_that_always_fails_opens_the_circuit_with_default_options()
    {
        using var guard = new ResilienceGuard("default", new ResilienceGuardOptions { Retry = { MaximumRetries = 0 } }, _harness.Time);
        var attempts = 0;
        for (var second = 0; second < 3600; second++)
        {
            attempts += guard.ExecuteOutcome(GuardHarness.Throw, new IOException()).Attempts;
            _harness.Advance(TimeSpan.FromSeconds(1));
        }

        guard.Explain().Rejections.ShouldBeGreaterThan(3000);
        attempts.ShouldBeLessThan(200);
    }
}
