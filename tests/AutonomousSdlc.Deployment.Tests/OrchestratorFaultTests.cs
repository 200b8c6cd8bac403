using AutonomousSdlc.Deployment.Tests.Fixtures;

namespace AutonomousSdlc.Deployment.Tests;

/// <summary>Routers and targets that fail, hang or belong to somebody else by now.</summary>
public sealed class OrchestratorFaultTests : IDisposable
{
    private readonly Stage _stage = new();

    public void Dispose() => _stage.Dispose();

    [Fact]
    public async Task Without_an_old_version_that_serves_traffic_stays_and_a_person_is_called_and_a_fix_can_be_deployed()
    {
        await _stage.DeployAsync("1.0.0");
        _stage.FailsEvery["2.0.0"] = 1;
        _stage.OnTick = () =>
        {
            if (_stage.Router.Changes.Count == 2)
            {
                _stage.Target.Crash(Slots.Blue);
            }
        };

        var held = await _stage.DeployAsync("2.0.0");

        held.Status.ShouldBe(DeploymentStatus.Held);
        held.Reasons[^1].ShouldContain("Slot blue does not serve");
        _stage.Router.Changes.Count.ShouldBe(2);
        (await _stage.ServingVersionAsync()).ShouldBe("2.0.0");
        _stage.Logs.WithEvent(4004).ShouldHaveSingleItem();

        _stage.OnTick = null;
        (await _stage.DeployAsync("2.0.1")).Status.ShouldBe(DeploymentStatus.Succeeded);
        await _stage.ShouldBeSettledAsync();
    }

    [Fact]
    public async Task A_router_that_cannot_be_read_under_watch_is_not_taken_for_a_good_version()
    {
        await _stage.DeployAsync("1.0.0");
        var looks = 0;
        _stage.Router.BeforeLook = () =>
        {
            if (_stage.Router.Changes.Count == 2 && ++looks is > 3 and < 12)
            {
                throw new IOException("The control socket is gone.");
            }
        };

        var result = await _stage.DeployAsync("2.0.0");

        result.Status.ShouldBe(DeploymentStatus.RolledBack);
        result.Reasons[0].ShouldContain("could not be read 5 times in a row");
        _stage.Logs.WithEvent(4009).Count.ShouldBe(5);
        _stage.Logs.WithEvent(4011).ShouldNotBeEmpty();
        await _stage.ShouldBeSettledAsync();
    }

    [Fact]
    public async Task A_change_that_timed_out_and_arrives_late_is_fenced_off()
    {
        await _stage.DeployAsync("1.0.0");
        TrafficChange? late = null;
        _stage.Router.BeforeChange = (change, _) => change.Weights[Slots.Green] > 0
            ? HoldAsync(change)
            : Task.CompletedTask;

        var result = await _stage.DeployAsync("2.0.0");

        result.Status.ShouldBe(DeploymentStatus.Failed);
        result.Steps.ShouldContain(step => step.Id == "switch-back");
        _stage.Router.BeforeChange = null;
        await Should.ThrowAsync<StaleTrafficChangeException>(async () => await _stage.Router.SetWeightsAsync(late!));
        (await _stage.ServingVersionAsync()).ShouldBe("1.0.0");
        await _stage.ShouldBeSettledAsync();

        Task HoldAsync(TrafficChange change)
        {
            late = change;
            return new TaskCompletionSource().Task;
        }
    }

    [Fact]
    public async Task An_orchestrator_that_lost_its_lease_moves_nothing()
    {
        await _stage.DeployAsync("1.0.0");
        _stage.Router.BeforeChange = (_, _) => throw new StaleTrafficChangeException(2, 1, 9, 1);

        var result = await _stage.DeployAsync("2.0.0");

        result.Status.ShouldBe(DeploymentStatus.Held);
        result.Reasons[0].ShouldContain("Another orchestrator holds the lease");
        _stage.Router.Changes.Count.ShouldBe(1);
        (await _stage.ServingVersionAsync()).ShouldBe("1.0.0");
    }

    [Fact]
    public async Task Requests_that_do_not_end_are_reported_and_do_not_stop_the_deployment()
    {
        await _stage.DeployAsync("1.0.0");
        _stage.InnerRouter.SetInFlight(Slots.Blue, 1);

        var result = await _stage.DeployAsync("2.0.0");

        result.Status.ShouldBe(DeploymentStatus.Succeeded);
        result.Reasons[^1].ShouldContain("still had requests in flight after 30 s");
        _stage.Logs.WithEvent(4010).ShouldHaveSingleItem().Message.ShouldContain("Drain.Deadline");
    }

    [Fact]
    public async Task A_target_that_fails_to_start_is_cleaned_up_and_its_reason_kept()
    {
        await _stage.DeployAsync("1.0.0");
        _stage.OuterTarget = new FailingTarget(_stage.Target) { FailStart = true };

        var result = await _stage.DeployAsync("2.0.0");

        result.Status.ShouldBe(DeploymentStatus.Failed);
        result.Reasons[0].ShouldContain("ended with exit code 3");
        result.Steps.Select(step => (step.Id, step.IsDone)).ShouldBe([("start", false), ("stop-new", true)]);
        await _stage.ShouldBeSettledAsync();
    }

    [Fact]
    public async Task An_old_version_that_cannot_be_stopped_is_reported_and_stopped_by_the_next_deployment()
    {
        await _stage.DeployAsync("1.0.0");
        var target = new FailingTarget(_stage.Target) { FailStop = true };
        _stage.OuterTarget = target;

        var result = await _stage.DeployAsync("2.0.0");

        result.Status.ShouldBe(DeploymentStatus.Succeeded);
        result.Reasons[^1].ShouldContain("Slot blue could not be stopped");
        _stage.Logs.WithEvent(4012).ShouldHaveSingleItem();

        target.FailStop = false;
        (await _stage.DeployAsync("1.0.0")).Status.ShouldBe(DeploymentStatus.Succeeded);
        await _stage.ShouldBeSettledAsync();
    }

    [Fact]
    public async Task A_router_with_traffic_on_both_slots_is_refused_before_anything_is_done()
    {
        await _stage.Target.EnsureSlotAsync(new SlotSpecification { Service = "s", Environment = "e", Slot = Slots.Blue, Version = "0", Replicas = 1 });
        await _stage.InnerRouter.SetWeightsAsync(new TrafficChange
        {
            Epoch = 1,
            Generation = 1,
            Weights = new Dictionary<string, int> { [Slots.Blue] = 50, [Slots.Green] = 50 },
            Endpoints = Slots.All.ToDictionary(slot => slot, _ => (IReadOnlyList<Uri>)[new Uri("http://memory.invalid:1/")]),
        });

        (await Should.ThrowAsync<DeploymentException>(() => _stage.DeployAsync("1.0.0"))).Message.ShouldContain("blue and green");
    }
}
