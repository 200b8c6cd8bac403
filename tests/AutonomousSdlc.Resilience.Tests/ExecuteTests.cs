namespace AutonomousSdlc.Resilience.Tests;

public sealed class ExecuteTests : IDisposable
{
    private readonly GuardHarness _harness = new();

    private ResilienceGuard Guard => _harness.Guard;

    public void Dispose() => _harness.Dispose();

    [Fact]
    public void A_synchronous_operation_receives_its_state_and_returns_its_value() =>
        Guard.Execute(static (state, _) => state + 1, 41).ShouldBe(42);

    [Fact]
    public async Task An_asynchronous_operation_receives_its_state_and_returns_its_value() =>
        (await Guard.ExecuteAsync(static (state, _) => new ValueTask<int>(state + 1), 41)).ShouldBe(42);

    [Fact]
    public async Task An_operation_that_yields_returns_its_value()
    {
        var result = await Guard.ExecuteAsync(
            static async (state, _) =>
            {
                await Task.Yield();
                return state + 1;
            },
            41,
            CancellationToken.None);

        result.ShouldBe(42);
    }

    [Fact]
    public async Task Operations_may_return_tasks_or_nothing_and_need_no_state()
    {
        var ran = new List<string>();

        (await Guard.ExecuteAsync(static (state, _) => Task.FromResult(state), 1)).ShouldBe(1);
        (await Guard.ExecuteAsync(static (state, _) => Task.FromResult(state), 2, CancellationToken.None)).ShouldBe(2);
        (await Guard.ExecuteAsync(static _ => new ValueTask<int>(3))).ShouldBe(3);
        (await Guard.ExecuteAsync(static _ => Task.FromResult(4))).ShouldBe(4);
        await Guard.ExecuteAsync(static (list, _) => AddAsync(list, "value task"), ran);
        await Guard.ExecuteAsync(static (list, _) => AddAsync(list, "value task, token"), ran, CancellationToken.None);
        await Guard.ExecuteAsync(static (list, _) => AddAsync(list, "task").AsTask(), ran);
        await Guard.ExecuteAsync(static (list, _) => AddAsync(list, "task, token").AsTask(), ran, CancellationToken.None);
        Guard.Execute(static (list, _) => list.Add("action"), ran);
        Guard.Execute(static _ => 5).ShouldBe(5);

        ran.ShouldBe(["value task", "value task, token", "task", "task, token", "action"]);

        static async ValueTask AddAsync(List<string> list, string entry)
        {
            await Task.Yield();
            list.Add(entry);
        }
    }

    [Fact]
    public async Task Outcomes_of_every_form_carry_the_value()
    {
        Guard.ExecuteOutcome(GuardHarness.Succeed, 1).Value.ShouldBe(1);
        (await Guard.ExecuteOutcomeAsync(static (state, _) => new ValueTask<int>(state), 2)).Value.ShouldBe(2);
        (await Guard.ExecuteOutcomeAsync(static (state, _) => Task.FromResult(state), 3)).Value.ShouldBe(3);
        (await Guard.ExecuteOutcomeAsync(static (state, _) => Task.FromResult(state), 4, CancellationToken.None)).Value.ShouldBe(4);
    }

    [Fact]
    public async Task A_typed_view_shares_the_circuit_of_its_guard()
    {
        var typed = Guard.For<int>();

        typed.Execute(static (state, _) => state, 1).ShouldBe(1);
        typed.ExecuteOutcome(static (state, _) => state, 2).Value.ShouldBe(2);
        (await typed.ExecuteAsync(static (state, _) => new ValueTask<int>(state), 3)).ShouldBe(3);
        _harness.Trip();

        (await typed.ExecuteOutcomeAsync(static (state, _) => new ValueTask<int>(state), 4)).IsRejected.ShouldBeTrue();
        typed.Guard.ShouldBeSameAs(Guard);
    }

    [Fact]
    public void What_the_operation_throws_is_passed_on_with_its_stack_trace()
    {
        var thrown = Should.Throw<IOException>(() => Guard.Execute(static (_, _) => Deep(), 0));

        thrown.Message.ShouldBe("deep");
        thrown.StackTrace!.ShouldContain(nameof(Deep));

        static int Deep() => throw new IOException("deep");
    }

    [Fact]
    public async Task What_an_asynchronous_operation_throws_before_or_after_its_first_await_is_passed_on()
    {
        await Should.ThrowAsync<IOException>(async () => await Guard.ExecuteAsync<int, int>(static (_, _) => throw new IOException(), 0, default, CancellationToken.None));
        await Should.ThrowAsync<IOException>(async () => await Guard.ExecuteAsync<int, int>(
            static async (_, _) =>
            {
                await Task.Yield();
                throw new IOException();
            },
            0,
            default,
            CancellationToken.None));
    }

    [Fact]
    public void A_failure_is_an_outcome_with_its_exception()
    {
        var exception = new IOException("broken");

        var outcome = _harness.Fail(exception: exception);

        outcome.Kind.ShouldBe(OutcomeKind.Failure);
        outcome.Exception.ShouldBeSameAs(exception);
        outcome.HasValue.ShouldBeFalse();
        outcome.TryGetValue(out _).ShouldBeFalse();
        outcome.Attempts.ShouldBe(1);
        outcome.RetryStop.ShouldBe(RetryStop.RetriesUsed);
        outcome.ToString().ShouldBe("Failure after 1 attempt(s): broken");
        Should.Throw<IOException>(() => outcome.GetValueOrThrow()).ShouldBeSameAs(exception);
    }

    [Fact]
    public void A_success_is_an_outcome_with_its_value()
    {
        var outcome = _harness.Succeed();

        outcome.IsSuccess.ShouldBeTrue();
        outcome.GetValueOrThrow().ShouldBe(1);
        outcome.TryGetValue(out var value).ShouldBeTrue();
        value.ShouldBe(1);
        outcome.Exception.ShouldBeNull();
        outcome.Rejection.ShouldBeNull();
        outcome.FallbackStep.ShouldBeNull();
        outcome.ToString().ShouldBe("Success after 1 attempt(s)");
    }

    [Fact]
    public async Task A_call_that_is_cancelled_beforehand_does_not_start()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        var started = false;

        var outcome = Guard.ExecuteOutcome(
            (_, _) =>
            {
                started = true;
                return 1;
            },
            0,
            cancelled.Token);

        started.ShouldBeFalse();
        outcome.Kind.ShouldBe(OutcomeKind.Cancelled);
        Should.Throw<OperationCanceledException>(() => Guard.Execute(GuardHarness.Succeed, 1, cancelled.Token));
    }

    [Fact]
    public async Task A_cancellation_during_the_call_is_an_outcome_and_no_evidence()
    {
        using var cancellation = new CancellationTokenSource();
        var (_, call) = _harness.Start(cancellationToken: cancellation.Token);

        await cancellation.CancelAsync();

        var outcome = await call;
        outcome.Kind.ShouldBe(OutcomeKind.Cancelled);
        outcome.Exception.ShouldBeAssignableTo<OperationCanceledException>();
        Guard.Explain().ConsecutiveFailures.ShouldBe(0);
    }

    [Fact]
    public void Any_exception_after_the_caller_cancelled_is_reported_as_its_cancellation()
    {
        using var cancellation = new CancellationTokenSource();

        var outcome = Guard.ExecuteOutcome<CancellationTokenSource, int>(
            static (source, _) =>
            {
                source.Cancel();
                throw new IOException("connection aborted");
            },
            cancellation,
            cancellation.Token);

        outcome.Kind.ShouldBe(OutcomeKind.Cancelled);
        outcome.Exception!.InnerException.ShouldBeOfType<IOException>();
        outcome.RetryStop.ShouldBe(RetryStop.Cancelled);
        Guard.Explain().Failures.ShouldBe(0);
    }

    [Fact]
    public async Task A_missing_operation_is_an_error_of_the_caller()
    {
        Should.Throw<ArgumentNullException>(() => Guard.Execute<int, int>(null!, 0));
        Should.Throw<ArgumentNullException>(() => Guard.ExecuteOutcome<int, int>(null!, 0));
        await Should.ThrowAsync<ArgumentNullException>(async () => await Guard.ExecuteAsync<int, int>((Func<int, CancellationToken, ValueTask<int>>)null!, 0));
        await Should.ThrowAsync<ArgumentNullException>(async () => await Guard.ExecuteOutcomeAsync<int, int>((Func<int, CancellationToken, ValueTask<int>>)null!, 0));
    }

    [Fact]
    public void Outcomes_can_be_made_for_tests()
    {
        Outcome.Success(1).GetValueOrThrow().ShouldBe(1);
        Outcome.Failure<int>(new IOException("broken")).Exception!.Message.ShouldBe("broken");
        var rejected = Outcome.Rejected<int>(new GuardRejection("payments", "a", RejectionReason.CircuitOpen, TimeSpan.FromSeconds(2)));
        rejected.Rejection.ShouldBe(new GuardRejection("payments", "a", RejectionReason.CircuitOpen, TimeSpan.FromSeconds(2)));
        rejected.Exception.ShouldBeOfType<CircuitOpenException>().RetryAfter.ShouldBe(TimeSpan.FromSeconds(2));
    }
}
