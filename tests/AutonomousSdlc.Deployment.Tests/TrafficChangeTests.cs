namespace AutonomousSdlc.Deployment.Tests;

public sealed class TrafficChangeTests
{
    private static readonly IReadOnlyList<Uri> Somewhere = [new Uri("http://127.0.0.1:5001/")];

    [Theory]
    [InlineData(0, 0, false)]
    [InlineData(2, 3, true)]
    [InlineData(2, 2, false)]
    [InlineData(1, 9, false)]
    public void Newer_changes_are_applied_and_the_same_one_is_a_repeat(long epoch, long generation, bool isRepeat) =>
        Change(100, 0).IsRepeatOf(epoch, generation).ShouldBe(isRepeat);

    [Theory]
    [InlineData(2, 4)]
    [InlineData(3, 1)]
    public void Older_changes_are_stale(long epoch, long generation)
    {
        var exception = Should.Throw<StaleTrafficChangeException>(() => Change(100, 0).IsRepeatOf(epoch, generation));

        (exception.Epoch, exception.Generation, exception.AcceptedEpoch, exception.AcceptedGeneration).ShouldBe((2, 3, epoch, generation));
    }

    [Fact]
    public void A_change_must_leave_somebody_who_answers()
    {
        Should.Throw<ArgumentException>(() => Change(0, 0).EnsureApplicableTo(TrafficState.Empty)).Message.ShouldContain("no slot with a positive weight");
        Should.Throw<ArgumentException>(() => Change(101, 0).EnsureApplicableTo(TrafficState.Empty)).Message.ShouldContain("(101)");
        Should.Throw<ArgumentException>(() => (Change(0, 100) with { Endpoints = new Dictionary<string, IReadOnlyList<Uri>>() }).EnsureApplicableTo(TrafficState.Empty))
            .Message.ShouldContain("no endpoint");
        Change(100, 0).EnsureApplicableTo(TrafficState.Empty);

        var known = new TrafficState(1, 1, new Dictionary<string, SlotTraffic> { ["red"] = new() { Weight = 10, Endpoints = Somewhere } });
        Change(0, 0).EnsureApplicableTo(known);
        new TrafficChange { Epoch = 1, Generation = 2, Weights = new Dictionary<string, int> { ["red"] = 5 } }.EnsureApplicableTo(known);
    }

    [Fact]
    public async Task The_router_in_memory_keeps_the_rules_and_counts_from_each_change()
    {
        var router = new InMemoryTrafficRouter();
        await router.SetWeightsAsync(Change(100, 0));
        router.Count(Slots.Blue, 10, 1);
        await router.SetWeightsAsync(Change(100, 0));
        (await router.ObserveAsync()).Slots[Slots.Blue].SinceChange.ShouldBe(new TrafficCounters(10, 1));

        await router.SetWeightsAsync(Change(0, 100) with { Generation = 4 });

        var state = await router.ObserveAsync();
        (state.Epoch, state.Generation, state.WeightOf(Slots.Green), state.WeightOf("red")).ShouldBe((2, 4, 100, 0));
        state.Slots[Slots.Blue].SinceChange.ShouldBe(default);
        state.Slots[Slots.Blue].Total.FailureRatio.ShouldBe(0.1);
        default(TrafficCounters).FailureRatio.ShouldBe(0);
        await Should.ThrowAsync<StaleTrafficChangeException>(async () => await router.SetWeightsAsync(Change(100, 0)));
    }

    [Fact]
    public async Task A_drain_ends_with_the_last_request_or_its_deadline()
    {
        var router = new InMemoryTrafficRouter();
        (await router.DrainAsync(Slots.Blue, TimeSpan.Zero)).ShouldBeTrue();
        router.SetInFlight(Slots.Blue, 1);
        (await router.DrainAsync(Slots.Blue, TimeSpan.FromMilliseconds(1))).ShouldBeFalse();

        var drain = router.DrainAsync(Slots.Blue, TimeSpan.FromMinutes(1)).AsTask();
        drain.IsCompleted.ShouldBeFalse();
        router.SetInFlight(Slots.Blue, 0);
        (await drain).ShouldBeTrue();
    }

    [Fact]
    public async Task The_target_in_memory_answers_for_its_instances()
    {
        var target = new InMemoryDeploymentTarget();
        await Should.ThrowAsync<DeploymentTargetException>(async () => await target.ScaleSlotAsync(Slots.Blue, 1));
        var slot = await target.EnsureSlotAsync(new SlotSpecification { Service = "s", Environment = "e", Slot = Slots.Blue, Version = "1", Replicas = 2 });
        (await target.ScaleSlotAsync(Slots.Blue, 3)).ReadyAddresses.Count.ShouldBe(3);
        (await target.ProbeAsync(slot.Instances[0], new HealthSettings())).IsHealthy.ShouldBeTrue();

        target.SetHealth("1", isHealthy: false);
        (await target.ProbeAsync(slot.Instances[0], new HealthSettings())).Reason.ShouldContain("unhealthy");
        target.SetHealth("1", isHealthy: true);
        target.Crash(Slots.Blue);
        (await target.ProbeAsync(slot.Instances[0], new HealthSettings())).Reason.ShouldBe("it is gone");
    }

    [Fact]
    public void There_are_two_slots()
    {
        Slots.All.Select(Slots.Other).ShouldBe([Slots.Green, Slots.Blue]);
        Should.Throw<ArgumentException>(() => Slots.Other("red"));
    }

    private static TrafficChange Change(int blue, int green) => new()
    {
        Epoch = 2,
        Generation = 3,
        Weights = new Dictionary<string, int> { [Slots.Blue] = blue, [Slots.Green] = green },
        Endpoints = Slots.All.ToDictionary(slot => slot, _ => Somewhere),
    };
}
