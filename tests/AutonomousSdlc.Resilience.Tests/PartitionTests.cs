namespace AutonomousSdlc.Resilience.Tests;

public sealed class PartitionTests
{
    private static readonly GuardKey<string> Merchant = new("merchant");

    [Fact]
    public void The_selector_chooses_the_partition_unless_the_call_names_one()
    {
        using var harness = new GuardHarness(o => o.PartitionBy(static call => call.Get(Merchant)));

        harness.Guard.Execute(GuardHarness.Succeed, 1, default(GuardCall).With(Merchant, "m1"));
        harness.Guard.Execute(GuardHarness.Succeed, 1, GuardCall.For("named").With(Merchant, "m2"));
        harness.Guard.Execute(GuardHarness.Succeed, 1);

        harness.Guard.GetPartitions().Order(StringComparer.Ordinal).ShouldBe(["m1", "named"]);
        harness.Guard.Explain().Attempts.ShouldBe(1);
        harness.Guard.Explain("m1").Attempts.ShouldBe(1);
    }

    [Fact]
    public void A_selector_that_throws_fails_the_call_and_touches_no_circuit()
    {
        using var harness = new GuardHarness(o => o.PartitionBy(static _ => throw new InvalidOperationException("selector")));

        var outcome = harness.Succeed();

        outcome.Exception!.Message.ShouldBe("selector");
        outcome.Attempts.ShouldBe(0);
        harness.Guard.Explain().Attempts.ShouldBe(0);
    }

    [Fact]
    public void A_partition_without_calls_is_evicted_after_its_idle_time()
    {
        using var harness = new GuardHarness(o => o.Partitions.IdleTimeout = TimeSpan.FromMinutes(10));
        harness.Succeed("idle");
        for (var i = 0; i < 16; i++)
        {
            harness.Succeed("busy");
            harness.Advance(TimeSpan.FromMinutes(1));
        }

        harness.Guard.GetPartitions().ShouldBe(["busy"]);
        harness.Advance(TimeSpan.FromMinutes(20));
        harness.Guard.GetPartitions().ShouldBeEmpty();
    }

    [Fact]
    public void A_partition_with_a_call_under_way_or_isolated_is_not_evicted()
    {
        using var harness = new GuardHarness(o =>
        {
            o.Deadline = null;
            o.AttemptTimeout = null;
        });
        var (source, _) = harness.Start("under way");
        harness.Guard.Isolate("isolated");
        harness.Succeed("idle");

        harness.Advance(TimeSpan.FromHours(1));

        harness.Guard.GetPartitions().Order(StringComparer.Ordinal).ShouldBe(["isolated", "under way"]);
        source.SetResult(1);
    }

    [Fact]
    public void The_number_of_partitions_is_bounded_by_evicting_quiet_ones()
    {
        using var harness = new GuardHarness(o => o.Partitions.Maximum = 100);

        for (var i = 0; i < 10_000; i++)
        {
            harness.Succeed($"tenant-{i}").IsSuccess.ShouldBeTrue();
        }

        harness.Guard.GetPartitions().Count.ShouldBeLessThanOrEqualTo(100);
        harness.Logs.WithEvent(2009).ShouldBeEmpty();
    }

    [Fact]
    public async Task Busy_partitions_make_new_keys_share_one_and_say_so_once()
    {
        using var harness = new GuardHarness(o => o.Partitions.Maximum = 2);
        var a = harness.Start("a");
        var b = harness.Start("b");

        harness.Succeed("c").IsSuccess.ShouldBeTrue();
        harness.Succeed("d").IsSuccess.ShouldBeTrue();

        harness.Guard.GetPartitions().Count.ShouldBe(2);
        harness.Logs.WithEvent(2009).ShouldHaveSingleItem().Message.ShouldContain("Partitions.Maximum");
        a.Source.SetResult(1);
        b.Source.SetResult(1);
        await Task.WhenAll(a.Call, b.Call);
        harness.Advance(TimeSpan.FromSeconds(2));
        harness.Succeed("e");
        harness.Guard.GetPartitions().ShouldContain("e");
    }

    [Fact]
    public void Calls_carry_values_by_key()
    {
        var other = new GuardKey<string>("merchant");
        var call = default(GuardCall).With(Merchant, "first").With(Merchant, "second").With(new GuardKey<int>("n"), 3);

        call.Get(Merchant).ShouldBe("second");
        call.Get(other).ShouldBeNull("another key of the same name");
        Merchant.ToString().ShouldBe("merchant");
        (call with { Partition = "p" }).Get(Merchant).ShouldBe("second");
        Should.Throw<ArgumentNullException>(() => GuardCall.For(null!));
    }
}
