namespace AutonomousSdlc.Resilience.Tests;

public sealed class TimeLimitTests
{
    [Fact]
    public async Task An_attempt_is_cancelled_exactly_at_its_timeout()
    {
        using var harness = new GuardHarness();
        var (_, call) = harness.Start();

        harness.Advance(TimeSpan.FromSeconds(10) - TimeSpan.FromTicks(1));
        call.IsCompleted.ShouldBeFalse();
        harness.Advance(TimeSpan.FromTicks(1));

        var exception = (await call).Exception.ShouldBeOfType<AttemptTimeoutException>();
        exception.Timeout.ShouldBe(TimeSpan.FromSeconds(10));
        exception.InnerException.ShouldBeAssignableTo<OperationCanceledException>();
        exception.Message.ShouldBe("Guard \"payments\" cancelled attempt 1 after 10 s. Raise AttemptTimeout if the dependency needs longer.");
    }

    [Fact]
    public async Task Each_of_many_attempts_has_its_own_time()
    {
        using var harness = new GuardHarness(o => o.Breaker.ConsecutiveFailures = 10_000);
        var calls = new List<Task<Outcome<int>>>();
        for (var i = 0; i < 100; i++)
        {
            calls.Add(harness.Start().Call);
            harness.Advance(TimeSpan.FromMilliseconds(50));
        }

        harness.Advance(TimeSpan.FromSeconds(5) - TimeSpan.FromTicks(1));
        for (var i = 0; i < 100; i++)
        {
            calls.Count(c => c.IsCompleted).ShouldBe(i);
            harness.Advance(TimeSpan.FromMilliseconds(50));
        }

        (await Task.WhenAll(calls)).ShouldAllBe(o => o.Exception is AttemptTimeoutException);
        harness.Guard.InFlight.ShouldBe(0);
    }

    [Fact]
    public async Task The_deadline_spans_attempts_and_pauses()
    {
        using var harness = new GuardHarness(o =>
        {
            o.Deadline = TimeSpan.FromSeconds(12);
            o.Retry.MaximumRetries = 5;
            o.Retry.BaseDelay = o.Retry.MaximumDelay = TimeSpan.FromSeconds(1);
        });
        var call = harness.StartHanging();

        harness.Advance(TimeSpan.FromSeconds(12));

        var outcome = await call;
        outcome.Kind.ShouldBe(OutcomeKind.Failure);
        outcome.Attempts.ShouldBe(2);
        var exception = outcome.Exception.ShouldBeOfType<DeadlineExceededException>();
        exception.Attempts.ShouldBe(2);
        exception.Deadline.ShouldBe(TimeSpan.FromSeconds(12));
    }

    [Fact]
    public async Task The_shorter_of_two_deadlines_holds()
    {
        using var harness = new GuardHarness();
        var call = harness.StartHanging(new GuardCall { Deadline = TimeSpan.FromSeconds(2) });

        harness.Advance(TimeSpan.FromSeconds(2));

        (await call).Exception.ShouldBeOfType<DeadlineExceededException>().Deadline.ShouldBe(TimeSpan.FromSeconds(2));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void A_deadline_that_has_passed_is_refused_before_the_first_attempt(int seconds)
    {
        using var harness = new GuardHarness();

        var outcome = harness.Guard.ExecuteOutcome(GuardHarness.Succeed, 1, new GuardCall { Deadline = TimeSpan.FromSeconds(seconds) });

        outcome.RejectionReason.ShouldBe(RejectionReason.DeadlineExceeded);
        outcome.Attempts.ShouldBe(0);
        outcome.Exception.ShouldBeOfType<DeadlineExceededException>().Reason.ShouldBe(RejectionReason.DeadlineExceeded);
        harness.Guard.Explain().ConsecutiveFailures.ShouldBe(0);
    }

    [Fact]
    public async Task A_guard_without_limits_passes_the_callers_token_on()
    {
        using var harness = new GuardHarness(o =>
        {
            o.Deadline = null;
            o.AttemptTimeout = null;
        });
        using var cancellation = new CancellationTokenSource();

        (await harness.Guard.ExecuteAsync(static (_, token) => new ValueTask<CancellationToken>(token), 0, cancellation.Token)).ShouldBe(cancellation.Token);
        harness.Time.ActiveTimers.ShouldBe(0);
    }

    [Fact]
    public async Task A_late_value_is_still_a_value()
    {
        using var harness = new GuardHarness();
        var source = new TaskCompletionSource<int>();
        var call = harness.Guard.ExecuteOutcomeAsync(static (s, _) => s.Task, source).AsTask();

        harness.Advance(TimeSpan.FromSeconds(20));
        source.SetResult(7);

        (await call).Value.ShouldBe(7);
    }

    [Fact]
    public async Task A_cancellation_that_nobody_asked_for_counts_as_a_timeout()
    {
        using var harness = new GuardHarness();

        var outcome = await harness.Guard.ExecuteOutcomeAsync<int, int>(static (_, _) => throw new TaskCanceledException("HttpClient.Timeout"), 0, default, CancellationToken.None);

        outcome.Kind.ShouldBe(OutcomeKind.Failure);
        outcome.Exception.ShouldBeOfType<TaskCanceledException>();
        harness.Guard.Explain().ConsecutiveFailures.ShouldBe(1);
    }

    [Fact]
    public async Task A_throwing_token_callback_is_logged_and_hurts_no_other_attempt()
    {
        using var harness = new GuardHarness();
        var bad = harness.Guard.ExecuteOutcomeAsync(
            static async (source, token) =>
            {
                token.Register(static () => throw new InvalidOperationException("callback"));
                await using var registration = token.Register(() => source.TrySetCanceled(token));
                return await source.Task;
            },
            new TaskCompletionSource<int>()).AsTask();
        var (_, good) = harness.Start();

        harness.Advance(TimeSpan.FromSeconds(10));

        (await bad).Exception.ShouldBeOfType<AttemptTimeoutException>();
        (await good).Exception.ShouldBeOfType<AttemptTimeoutException>();
        harness.Logs.WithEvent(2011).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_callback_that_hangs_does_not_hold_up_the_other_attempts()
    {
        using var release = new ManualResetEventSlim();
        using var guard = new ResilienceGuard("real time", new ResilienceGuardOptions { AttemptTimeout = TimeSpan.FromMilliseconds(20), Retry = { MaximumRetries = 0 } });
        var hanging = guard.ExecuteOutcomeAsync(
            static async (release, token) =>
            {
                token.UnsafeRegister(static r => ((ManualResetEventSlim)r!).Wait(), release);
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, token);
                return 1;
            },
            release).AsTask();
        var others = Enumerable.Range(0, 20).Select(_ => guard.ExecuteOutcomeAsync(
            static async (_, token) =>
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, token);
                return 1;
            },
            0,
            CancellationToken.None).AsTask()).ToList();

        var outcomes = await Task.WhenAll(others).WaitAsync(TimeSpan.FromSeconds(30), TimeProvider.System);

        outcomes.ShouldAllBe(o => o.Exception is AttemptTimeoutException);
        release.Set();
        await hanging;
    }
}
