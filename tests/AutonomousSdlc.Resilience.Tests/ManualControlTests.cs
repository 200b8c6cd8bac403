namespace AutonomousSdlc.Resilience.Tests;

public sealed class ManualControlTests : IDisposable
{
    private readonly GuardHarness _harness = new();

    public void Dispose() => _harness.Dispose();

    [Fact]
    public void An_isolated_partition_refuses_calls_until_it_is_reset()
    {
        _harness.Guard.Isolate("a", "migration");

        var outcome = _harness.Succeed("a");
        outcome.RejectionReason.ShouldBe(RejectionReason.Isolated);
        outcome.RetryAfter.ShouldBeNull();
        outcome.Exception!.Message.ShouldBe("Guard \"payments\" for a refused the call: isolated by hand (migration). Call Reset to admit calls again.");
        _harness.Succeed("b").IsSuccess.ShouldBeTrue();
        _harness.Advance(TimeSpan.FromHours(5));
        _harness.Succeed("a").IsRejected.ShouldBeTrue("time does not end an isolation");
        _harness.Guard.Explain("a").Reason.ShouldBe("isolated by hand: migration");

        _harness.Guard.Reset("a");
        _harness.Succeed("a").IsSuccess.ShouldBeTrue();
    }

    [Fact]
    public void Isolating_the_guard_covers_every_partition_that_exists_or_comes()
    {
        _harness.Succeed("a");

        _harness.Guard.Isolate();

        _harness.Succeed().IsRejected.ShouldBeTrue();
        _harness.Succeed("a").IsRejected.ShouldBeTrue();
        _harness.Succeed("new").Exception!.Message.ShouldContain("no reason given");
        _harness.Guard.Reset();
        _harness.Succeed().IsSuccess.ShouldBeTrue();
        _harness.Succeed("a").IsSuccess.ShouldBeTrue();
        _harness.Succeed("newer").IsSuccess.ShouldBeTrue();
    }

    [Fact]
    public void A_reset_closes_an_open_circuit_at_once()
    {
        _harness.Trip();

        _harness.Guard.Reset();

        _harness.Succeed().IsSuccess.ShouldBeTrue();
        _harness.Logs.WithEvent(2002).ShouldHaveSingleItem().Message.ShouldBe("Guard \"payments\" admits all calls again: reset by hand.");
    }

    [Fact]
    public async Task Results_of_calls_from_before_an_isolation_change_nothing()
    {
        var before = _harness.Start();
        _harness.Guard.Isolate();

        before.Source.SetResult(1);
        (await before.Call).IsSuccess.ShouldBeTrue();

        _harness.Guard.Explain().State.ShouldBe(CircuitState.Isolated);
    }

    [Fact]
    public void Isolating_twice_and_resetting_what_is_closed_or_unknown_is_harmless()
    {
        _harness.Guard.Isolate();
        _harness.Guard.Isolate(reason: "again");
        _harness.Guard.Explain().Reason.ShouldBe("isolated by hand: again");
        _harness.Guard.Reset();
        _harness.Guard.Reset();
        _harness.Guard.Reset("unknown");

        _harness.Logs.WithEvent(2003).ShouldHaveSingleItem();
        _harness.Guard.GetPartitions().ShouldBeEmpty();
    }

    [Fact]
    public void A_disposed_guard_says_so()
    {
        _harness.Guard.Dispose();
        _harness.Guard.Dispose();

        _harness.Succeed().Exception.ShouldBeOfType<ObjectDisposedException>();
        Should.Throw<ObjectDisposedException>(() => _harness.Guard.Execute(GuardHarness.Succeed, 1));
    }

    [Fact]
    public async Task Calls_under_way_keep_their_time_limit_after_disposal_and_no_timer_stays()
    {
        _harness.Succeed("partition");
        var hanging = _harness.StartHanging();

        _harness.Guard.Dispose();
        hanging.IsCompleted.ShouldBeFalse();
        _harness.Advance(TimeSpan.FromSeconds(10));

        (await hanging).Exception.ShouldBeOfType<AttemptTimeoutException>();
        _harness.Time.ActiveTimers.ShouldBe(0);
        _harness.Guard.InFlight.ShouldBe(0);
    }
}
