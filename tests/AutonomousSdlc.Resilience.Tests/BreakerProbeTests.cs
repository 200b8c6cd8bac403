using PollyState = Polly.CircuitBreaker.CircuitState;

namespace AutonomousSdlc.Resilience.Tests;

/// <summary>
/// Six situations in which a circuit breaker can give a surprising answer, on the guard and on Polly.Core 8.9.1. The
/// answers of Polly are asserted as they are, so that a version that answers differently is noticed.
/// </summary>
public sealed class BreakerProbeTests : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly GuardHarness _harness = new();
    private readonly PollyBreaker _polly = new();

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

        var (pollyStale, pollyStaleCall) = _polly.Start();
        _polly.TripAndWait();
        var (pollyProbe, pollyProbeCall) = _polly.Start();
        _polly.State.ShouldBe(PollyState.HalfOpen);
        pollyStale.SetResult(1);
        await pollyStaleCall;
        _polly.State.ShouldBe(PollyState.Closed);
        pollyProbe.SetException(new IOException("still broken"));
        await Should.ThrowAsync<IOException>(pollyProbeCall);
        _polly.State.ShouldBe(PollyState.Closed);
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

        _polly.TripAndWait();
        using var pollyCancellation = new CancellationTokenSource();
        var (_, pollyCall) = _polly.Start(pollyCancellation.Token);
        _polly.State.ShouldBe(PollyState.HalfOpen);
        await pollyCancellation.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(pollyCall);
        _polly.State.ShouldBe(PollyState.Closed);
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

        _polly.TripAndWait();
        var (pollyHung, pollyCall) = _polly.Start();
        _polly.Time.Advance(TimeSpan.FromHours(1));
        _polly.Succeed().ShouldBeFalse();
        _polly.State.ShouldBe(PollyState.HalfOpen);
        pollyCall.IsCompleted.ShouldBeFalse();
        pollyHung.SetResult(1);
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

        _polly.TripAndWait();
        var pollyFirst = Enumerable.Range(0, 100).Select(_ => _polly.Start()).ToList();
        pollyFirst.Count(c => !c.Call.IsCompleted).ShouldBe(1);
        pollyFirst[0].Source.SetResult(1);
        await pollyFirst[0].Call;
        Enumerable.Range(0, 100).Select(_ => _polly.Start()).Count(c => !c.Call.IsCompleted).ShouldBe(100);
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

        // The breaker alone; one around a timeout strategy sees the timeouts.
        for (var i = 0; i < 50; i++)
        {
            _polly.Call(() =>
            {
                _polly.Time.Advance(TimeSpan.FromSeconds(10));
                return 1;
            }).ShouldBeTrue();
        }

        _polly.State.ShouldBe(PollyState.Closed);
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

        var polly = new PollyBreaker(static _ => { });
        var admitted = 0;
        for (var second = 0; second < 3600; second++)
        {
            admitted += polly.Fail() ? 1 : 0;
            polly.Time.Advance(TimeSpan.FromSeconds(1));
        }

        polly.State.ShouldBe(PollyState.Closed);
        admitted.ShouldBe(3600);
    }
}
