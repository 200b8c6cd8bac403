namespace AutonomousSdlc.Resilience.Tests;

public sealed class FallbackTests
{
    [Fact]
    public void The_first_step_that_delivers_answers()
    {
        using var harness = new GuardHarness(o => o.Fallback
            .Then<int>("replica", static _ => throw new IOException("replica is down too"))
            .Then("constant", static _ => 42)
            .Then("never", static _ => 43));

        var outcome = harness.Fail();

        outcome.IsSuccess.ShouldBeTrue();
        outcome.Value.ShouldBe(42);
        outcome.FallbackStep.ShouldBe("constant");
        outcome.Attempts.ShouldBe(1);
        outcome.RetryStop.ShouldBe(RetryStop.RetriesUsed);
        harness.Logs.WithEvent(2007).ShouldHaveSingleItem().Message.ShouldContain("\"replica\" failed");
        harness.Logs.WithEvent(2006).ShouldHaveSingleItem();
    }

    [Fact]
    public void Steps_run_in_ascending_priority_and_equal_ones_in_order()
    {
        var ran = new List<string>();
        using var harness = new GuardHarness(o => o.Fallback
            .Then<int>("c", _ => Note("c"), priority: 5)
            .Then<int>("a", _ => Note("a"))
            .Then<int>("b", _ => Note("b"))
            .Then<int>("first", _ => Note("first"), priority: -1));

        harness.Fail().Kind.ShouldBe(OutcomeKind.Failure);

        ran.ShouldBe(["first", "a", "b", "c"]);

        int Note(string step)
        {
            ran.Add(step);
            throw new IOException();
        }
    }

    [Fact]
    public void A_chain_that_fails_entirely_leaves_the_original_failure()
    {
        using var harness = new GuardHarness(o => o.Fallback.Then<int>("broken", static _ => throw new IOException("fallback")));

        harness.Fail(exception: new IOException("original")).Exception!.Message.ShouldBe("original");
    }

    [Fact]
    public void A_step_serves_calls_of_its_own_type_only()
    {
        using var harness = new GuardHarness(o => o.Fallback.Then("text", static _ => "fallback"));

        harness.Fail().Kind.ShouldBe(OutcomeKind.Failure);
        harness.Guard.Execute<Exception, string>(static (e, _) => throw e, new IOException()).ShouldBe("fallback");
    }

    [Fact]
    public async Task Asynchronous_steps_of_both_kinds_answer_asynchronous_and_synchronous_calls()
    {
        using var harness = new GuardHarness(o => o.Fallback
            .Then("value task", async static (context, token) =>
            {
                await Task.Yield();
                token.ThrowIfCancellationRequested();
                return context.Attempts + 100;
            })
            .Then("task", TextAsync));

        (await harness.Guard.ExecuteAsync<int, int>(static (_, _) => throw new IOException(), 0, default, CancellationToken.None)).ShouldBe(101);
        harness.Guard.Execute<int, int>(static (_, _) => throw new IOException(), 0, default).ShouldBe(101);
        harness.Guard.Execute<int, string>(static (_, _) => throw new IOException(), 0, default).ShouldBe("from a task");

        static async Task<string> TextAsync(FallbackContext context, CancellationToken token)
        {
            await Task.Yield();
            return "from a task";
        }
    }

    [Fact]
    public void A_refused_call_falls_back_too_and_the_step_knows_why()
    {
        FallbackContext seen = default;
        using var harness = new GuardHarness(o => o.Fallback.Then(
            "constant",
            context =>
            {
                seen = context;
                return 42;
            }));
        harness.Guard.Isolate("merchant-42", "maintenance");
        var key = new GuardKey<string>("region");

        var outcome = harness.Guard.ExecuteOutcome(GuardHarness.Succeed, 7, GuardCall.For("merchant-42").With(key, "eu"));

        outcome.Value.ShouldBe(42);
        outcome.Attempts.ShouldBe(0);
        outcome.RejectionReason.ShouldBe(RejectionReason.Isolated);
        seen.GuardName.ShouldBe("payments");
        seen.Partition.ShouldBe("merchant-42");
        seen.Call.Get(key).ShouldBe("eu");
        seen.RejectionReason.ShouldBe(RejectionReason.Isolated);
        seen.Exception.ShouldBeOfType<CircuitOpenException>().Message.ShouldContain("maintenance");
        seen.TryGetState(out int state).ShouldBeTrue();
        state.ShouldBe(7);
        seen.TryGetState(out string? _).ShouldBeFalse();
    }

    [Fact]
    public void A_step_may_choose_the_failures_it_answers()
    {
        using var harness = new GuardHarness(o => o.Fallback
            .Then("timeouts only", static _ => 1, when: static context => context.Exception is TimeoutException)
            .Then("the rest", static _ => 2));

        harness.Fail(exception: new TimeoutException()).Value.ShouldBe(1);
        harness.Fail(exception: new IOException()).Value.ShouldBe(2);
    }

    [Fact]
    public void A_choice_that_throws_skips_its_step()
    {
        using var harness = new GuardHarness(o => o.Fallback
            .Then("broken choice", static _ => 1, when: static _ => throw new InvalidOperationException())
            .Then("the rest", static _ => 2));

        harness.Fail().Value.ShouldBe(2);
    }

    [Fact]
    public void A_step_of_the_same_name_and_type_replaces_the_earlier_one()
    {
        using var harness = new GuardHarness(o => o.Fallback.Then("constant", static _ => 1).Then("constant", static _ => 2).Then("constant", static _ => "text"));

        harness.Fail().Value.ShouldBe(2);
    }

    [Fact]
    public void The_last_good_value_of_the_partition_answers_while_it_is_young_enough()
    {
        using var harness = new GuardHarness(o => o.Fallback.ThenLastGoodValue<int>("last good value", TimeSpan.FromMinutes(1)));

        harness.Fail("a").Kind.ShouldBe(OutcomeKind.Failure, "nothing is known yet");
        harness.Guard.Execute(GuardHarness.Succeed, 7, GuardCall.For("a"));
        harness.Fail("a").Value.ShouldBe(7);
        harness.Fail("b").Kind.ShouldBe(OutcomeKind.Failure, "another partition");
        harness.Advance(TimeSpan.FromSeconds(61));
        harness.Fail("a").Kind.ShouldBe(OutcomeKind.Failure, "too old");
        harness.Guard.Execute(GuardHarness.Succeed, 8, GuardCall.For("a"));
        harness.Fail("a").FallbackStep.ShouldBe("last good value");
        Should.Throw<ArgumentOutOfRangeException>(() => new FallbackChain().ThenLastGoodValue<int>("x", TimeSpan.Zero));
    }

    [Fact]
    public async Task A_cancelled_call_does_not_fall_back()
    {
        using var cancellation = new CancellationTokenSource();
        using var harness = new GuardHarness(o => o.Fallback.Then("constant", static _ => 42));
        var (_, call) = harness.Start(cancellationToken: cancellation.Token);

        await cancellation.CancelAsync();

        (await call).Kind.ShouldBe(OutcomeKind.Cancelled);
    }

    [Fact]
    public void A_cancellation_during_a_step_ends_the_chain()
    {
        using var cancellation = new CancellationTokenSource();
        using var harness = new GuardHarness(o => o.Fallback
            .Then<int>("cancelling", _ =>
            {
                cancellation.Cancel();
                throw new IOException();
            })
            .Then("never", static _ => 42));

        harness.Guard.ExecuteOutcome(GuardHarness.Throw, new IOException(), cancellation.Token).Kind.ShouldBe(OutcomeKind.Cancelled);
    }

    [Fact]
    public async Task A_step_that_hangs_is_cancelled_after_its_own_time_and_the_next_one_runs()
    {
        using var harness = new GuardHarness(o => o.Fallback
            .Then("hanging", async static (context, token) =>
            {
                context.TryGetState<TimeProvider>(out var time).ShouldBeTrue();
                await Task.Delay(Timeout.InfiniteTimeSpan, time!, token).ConfigureAwait(false);
                return 1;
            })
            .Then("next", static _ => 2));
        var call = harness.Guard.ExecuteOutcomeAsync<TimeProvider, int>(static (_, _) => throw new IOException(), harness.Time, default, CancellationToken.None).AsTask();

        harness.Advance(TimeSpan.FromSeconds(5));

        (await call).FallbackStep.ShouldBe("next");
    }

    [Fact]
    public void Steps_without_a_time_limit_receive_the_callers_token()
    {
        using var cancellation = new CancellationTokenSource();
        using var harness = new GuardHarness(o =>
        {
            o.Fallback.StepTimeout = null;
            o.Fallback.Then("token", static (_, token) => new ValueTask<bool>(token.CanBeCanceled));
        });

        harness.Guard.Execute<int, bool>(static (_, _) => throw new IOException(), 0, default, cancellation.Token).ShouldBeTrue();
        harness.Guard.Execute<int, bool>(static (_, _) => throw new IOException(), 0, default).ShouldBeFalse();
    }

    [Fact]
    public void A_failed_value_that_a_fallback_replaces_is_disposed()
    {
        using var failed = new MemoryStream();
        using var replacement = new MemoryStream();
        using var harness = new GuardHarness(o =>
        {
            o.ClassifyResult<MemoryStream>(static _ => CallVerdict.Permanent);
            o.Fallback.Then("replacement", _ => replacement);
        });

        harness.Guard.Execute(static (stream, _) => stream, failed).ShouldBeSameAs(replacement);

        failed.CanRead.ShouldBeFalse();
        replacement.CanRead.ShouldBeTrue();
    }

    [Fact]
    public void A_value_that_cannot_be_disposed_does_not_fail_the_call()
    {
        using var harness = new GuardHarness(o =>
        {
            o.ClassifyResult<IDisposable>(static _ => CallVerdict.Permanent);
            o.Fallback.Then<IDisposable>("replacement", static _ => new MemoryStream());
        });

        harness.Guard.Execute<int, IDisposable>(static (_, _) => new ThrowingDisposable(), 0, default).ShouldBeOfType<MemoryStream>();
    }

    [Fact]
    public void Steps_need_a_name_and_a_function()
    {
        Should.Throw<ArgumentException>(() => new FallbackChain().Then(" ", static _ => 1));
        Should.Throw<ArgumentNullException>(() => new FallbackChain().Then("x", (Func<FallbackContext, int>)null!));
        Should.Throw<ArgumentNullException>(() => new FallbackChain().Then("x", (Func<FallbackContext, CancellationToken, Task<int>>)null!));
        Should.Throw<ArgumentNullException>(() => new FallbackChain().Then("x", (Func<FallbackContext, CancellationToken, ValueTask<int>>)null!));
    }

    private sealed class ThrowingDisposable : IDisposable
    {
        public void Dispose() => throw new IOException("cannot be disposed");
    }
}
