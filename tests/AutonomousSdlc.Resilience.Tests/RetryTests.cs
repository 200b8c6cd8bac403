namespace AutonomousSdlc.Resilience.Tests;

public sealed class RetryTests
{
    private static readonly TimeSpan Delay = TimeSpan.FromMilliseconds(100);

    [Fact]
    public async Task A_call_that_fails_twice_succeeds_with_its_third_attempt()
    {
        using var harness = Harness();
        var script = new Script(new IOException(), new IOException());

        var call = harness.Guard.ExecuteOutcomeAsync(Script.RunAsync, script).AsTask();
        script.Attempts.ShouldBe(1);
        harness.Advance(Delay);
        script.Attempts.ShouldBe(2);
        harness.Advance(Delay);

        var outcome = await call;
        outcome.Value.ShouldBe(3);
        outcome.Attempts.ShouldBe(3);
    }

    [Fact]
    public void A_synchronous_call_waits_on_its_thread()
    {
        using var guard = new ResilienceGuard("sync", new ResilienceGuardOptions { Retry = { BaseDelay = TimeSpan.FromMilliseconds(1), MaximumDelay = TimeSpan.FromMilliseconds(2) } });
        var attempts = 0;

        var value = guard.Execute((_, _) => ++attempts < 3 ? throw new IOException() : attempts, 0);

        value.ShouldBe(3);
    }

    [Fact]
    public async Task Retries_stop_at_their_maximum_and_the_last_failure_is_reported()
    {
        using var harness = Harness();
        var script = new Script([.. Enumerable.Range(0, 9).Select(i => new IOException($"failure {i}"))]);

        var call = harness.Guard.ExecuteOutcomeAsync(Script.RunAsync, script).AsTask();
        harness.Advance(TimeSpan.FromSeconds(2));

        var outcome = await call;
        outcome.Attempts.ShouldBe(4);
        outcome.RetryStop.ShouldBe(RetryStop.RetriesUsed);
        outcome.Exception!.Message.ShouldBe("failure 3");
    }

    [Fact]
    public void A_permanent_failure_is_not_tried_again_and_no_evidence()
    {
        using var harness = Harness();

        for (var i = 0; i < 20; i++)
        {
            var outcome = harness.Fail(exception: new ArgumentException("bad"));
            outcome.Attempts.ShouldBe(1);
            outcome.RetryStop.ShouldBe(RetryStop.Permanent);
        }

        harness.Guard.Explain().State.ShouldBe(CircuitState.Closed);
    }

    [Fact]
    public void A_call_that_is_not_idempotent_is_not_tried_again_unless_the_dependency_refused_it()
    {
        using var harness = Harness(o => o.Retry.BaseDelay = TimeSpan.Zero);
        var call = new GuardCall { IsIdempotent = false };

        harness.Guard.ExecuteOutcome(GuardHarness.Throw, new IOException(), call).RetryStop.ShouldBe(RetryStop.NotIdempotent);
        harness.Guard.ExecuteOutcome(GuardHarness.Throw, new HttpRequestException("busy", null, System.Net.HttpStatusCode.TooManyRequests), call).Attempts.ShouldBe(4);
    }

    [Fact]
    public void A_guard_may_assume_that_calls_are_not_idempotent()
    {
        using var harness = Harness(o => o.Retry.AssumeIdempotent = false);

        harness.Fail().RetryStop.ShouldBe(RetryStop.NotIdempotent);
    }

    [Fact]
    public async Task A_retry_that_could_only_start_after_the_deadline_does_not_happen()
    {
        using var harness = Harness(o =>
        {
            o.Deadline = TimeSpan.FromMilliseconds(150);
            o.AttemptTimeout = TimeSpan.FromMilliseconds(150);
        });
        var script = new Script(new IOException(), new IOException(), new IOException());

        var call = harness.Guard.ExecuteOutcomeAsync(Script.RunAsync, script).AsTask();
        harness.Advance(Delay);

        var outcome = await call;
        outcome.Attempts.ShouldBe(2);
        outcome.RetryStop.ShouldBe(RetryStop.DeadlineTooClose);
        outcome.Exception.ShouldBeOfType<IOException>();
    }

    [Fact]
    public async Task What_the_dependency_asks_for_is_the_shortest_pause()
    {
        using var harness = Harness(o => o.ClassifyException(static _ => CallVerdict.Rejection(TimeSpan.FromSeconds(3))));
        var script = new Script(new IOException());

        var call = harness.Guard.ExecuteAsync(Script.RunAsync, script).AsTask();
        harness.Advance(TimeSpan.FromSeconds(2.9));
        script.Attempts.ShouldBe(1);
        harness.Advance(Delay);

        (await call).ShouldBe(2);
    }

    [Theory]
    [InlineData(-5)]
    [InlineData(0)]
    public async Task A_time_in_the_past_asks_for_nothing(int seconds)
    {
        using var harness = Harness(o => o.ClassifyException(_ => CallVerdict.Rejection(TimeSpan.FromSeconds(seconds))));
        var script = new Script(new IOException());

        var call = harness.Guard.ExecuteAsync(Script.RunAsync, script).AsTask();
        harness.Advance(Delay);

        (await call).ShouldBe(2);
    }

    [Fact]
    public async Task Next_year_is_cut_to_the_configured_maximum()
    {
        using var harness = Harness(o =>
        {
            o.Deadline = null;
            o.Retry.MaximumRetryAfter = TimeSpan.FromSeconds(7);
            o.ClassifyException(static _ => CallVerdict.Rejection(TimeSpan.FromDays(365)));
        });
        var script = new Script(new IOException());

        var call = harness.Guard.ExecuteAsync(Script.RunAsync, script).AsTask();
        harness.Advance(TimeSpan.FromSeconds(7));

        (await call).ShouldBe(2);
    }

    [Fact]
    public void An_empty_budget_stops_retries_and_is_logged_once()
    {
        using var harness = Harness(o =>
        {
            o.Retry.BaseDelay = TimeSpan.Zero;
            o.Retry.Budget.Burst = 4;
            o.Breaker.ConsecutiveFailures = 1000;
        });

        var outcomes = Enumerable.Range(0, 10).Select(_ => harness.Fail()).ToList();

        outcomes.Sum(o => o.Attempts - 1).ShouldBeInRange(4, 5);
        outcomes[^1].RetryStop.ShouldBe(RetryStop.BudgetExhausted);
        outcomes[^1].Exception.ShouldBeOfType<IOException>("the caller sees its own failure");
        harness.Logs.WithEvent(2004).ShouldHaveSingleItem().Message.ShouldContain("Retry.Budget.Ratio");
    }

    [Fact]
    public async Task The_circuit_that_opens_between_two_attempts_ends_the_call_with_its_own_failure()
    {
        using var harness = Harness();
        var script = new Script(new IOException("first"), new IOException("second"));

        var call = harness.Guard.ExecuteOutcomeAsync(Script.RunAsync, script).AsTask();
        harness.Guard.Isolate();
        harness.Advance(Delay);

        var outcome = await call;
        outcome.Kind.ShouldBe(OutcomeKind.Failure);
        outcome.Exception!.Message.ShouldBe("first");
        outcome.RetryStop.ShouldBe(RetryStop.CircuitOpen);
        outcome.Attempts.ShouldBe(1);
    }

    [Fact]
    public async Task A_cancellation_ends_the_pause()
    {
        using var harness = Harness();
        using var cancellation = new CancellationTokenSource();
        var script = new Script(new IOException());

        var call = harness.Guard.ExecuteOutcomeAsync(Script.RunAsync, script, cancellation.Token).AsTask();
        await cancellation.CancelAsync();

        var outcome = await call;
        outcome.Kind.ShouldBe(OutcomeKind.Cancelled);
        outcome.Exception!.InnerException.ShouldBeOfType<IOException>();
    }

    [Fact]
    public void A_cancellation_ends_the_pause_of_a_synchronous_call()
    {
        using var cancellation = new CancellationTokenSource();
        using var guard = new ResilienceGuard("sync", new ResilienceGuardOptions { Retry = { BaseDelay = TimeSpan.FromMinutes(1), MaximumDelay = TimeSpan.FromMinutes(1) }, Deadline = null });

        var outcome = guard.ExecuteOutcome<CancellationTokenSource, int>(
            static (source, _) =>
            {
                source.CancelAfter(TimeSpan.FromMilliseconds(1));
                throw new IOException();
            },
            cancellation,
            cancellation.Token);

        outcome.Kind.ShouldBe(OutcomeKind.Cancelled);
    }

    [Fact]
    public void A_value_that_a_retry_replaces_is_disposed()
    {
        using var harness = Harness(o =>
        {
            o.Retry.BaseDelay = TimeSpan.Zero;
            o.ClassifyResult<Disposable>(static d => d.Number < 2 ? CallVerdict.Transient : null);
        });
        var made = new List<Disposable>();

        var last = harness.Guard.Execute(
            static (list, _) =>
            {
                list.Add(new Disposable(list.Count));
                return list[^1];
            },
            made);

        last.Number.ShouldBe(2);
        made.Select(d => d.IsDisposed).ShouldBe([true, true, false]);
    }

    [Fact]
    public void A_failed_value_that_is_not_replaced_is_returned()
    {
        using var harness = new GuardHarness(o => o.ClassifyResult<int>(static value => value < 0 ? CallVerdict.Transient : null));

        var outcome = harness.Guard.ExecuteOutcome(GuardHarness.Succeed, -1);

        outcome.Kind.ShouldBe(OutcomeKind.Failure);
        outcome.HasValue.ShouldBeTrue();
        outcome.Exception.ShouldBeNull();
        harness.Guard.Execute(GuardHarness.Succeed, -2).ShouldBe(-2);
        harness.Guard.Explain().Failures.ShouldBe(2);
        outcome.ToString().ShouldBe("Failure after 1 attempt(s)");
    }

    private static GuardHarness Harness(Action<ResilienceGuardOptions>? configure = null) => new(o =>
    {
        o.Retry.MaximumRetries = 3;
        o.Retry.BaseDelay = Delay;
        o.Retry.MaximumDelay = Delay;
        configure?.Invoke(o);
    });

    private sealed class Script(params Exception[] failures)
    {
        public int Attempts { get; private set; }

        public static ValueTask<int> RunAsync(Script script, CancellationToken cancellationToken)
        {
            return script.Attempts++ < script.Failures.Length
                ? ValueTask.FromException<int>(script.Failures[script.Attempts - 1])
                : new ValueTask<int>(script.Attempts);
        }

        private Exception[] Failures { get; } = failures;
    }

    private sealed class Disposable(int number) : IDisposable
    {
        public int Number { get; } = number;

        public bool IsDisposed { get; private set; }

        public void Dispose() => IsDisposed = true;
    }
}
