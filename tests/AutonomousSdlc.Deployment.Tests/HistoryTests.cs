using AutonomousSdlc.Deployment.Internal.Journal;
using AutonomousSdlc.Deployment.Tests.Fixtures;

namespace AutonomousSdlc.Deployment.Tests;

public sealed class HistoryTests : IDisposable
{
    private readonly Stage _stage = new();

    public void Dispose() => _stage.Dispose();

    [Fact]
    public async Task A_plan_names_every_step_and_changes_nothing()
    {
        var first = await _stage.CreateOrchestrator().PlanAsync(Stage.Request("1.0.0"));
        first.Steps.Select(step => step.Id).ShouldBe(["start", "validate", "switch"]);
        first.PreviousSlot.ShouldBeNull();
        File.Exists(_stage.JournalPath).ShouldBeFalse();
        await _stage.DeployAsync("1.0.0");
        var before = File.ReadAllBytes(_stage.JournalPath);
        _stage.Composition.Gates["quality"] = (_, _) => throw new InvalidOperationException("A plan asks no gate.");

        var plan = await _stage.CreateOrchestrator().PlanAsync(Stage.Request("2.0.0", replicas: null));

        plan.Steps.Select(step => step.Id).ShouldBe(["gates", "start", "validate", "switch", "bake", "drain", "stop"]);
        plan.Steps.ShouldAllBe(step => step.Description.EndsWith('.') && step.Deadline > TimeSpan.Zero);
        plan.Replicas.ShouldBe(1);
        (plan.Slot, plan.PreviousSlot, plan.PreviousVersion).ShouldBe((Slots.Green, Slots.Blue, "1.0.0"));
        plan.Steps[3].Inverse!.ShouldContain("blue");
        _stage.Router.Changes.Count.ShouldBe(1);
        File.ReadAllBytes(_stage.JournalPath).ShouldBe(before);
    }

    [Fact]
    public async Task A_bake_of_zero_has_no_window()
    {
        _stage.Environment.Strategy.Bake = TimeSpan.Zero;
        await _stage.DeployAsync("1.0.0");

        var result = await _stage.DeployAsync("2.0.0");

        result.Steps.Select(step => step.Id).ShouldBe(["start", "validate", "switch", "drain", "stop"]);
        result.Evidence.ShouldBeNull();
        await _stage.ShouldBeSettledAsync();
    }

    [Fact]
    public async Task History_is_newest_first_and_can_be_selected()
    {
        await _stage.DeployAsync("1.0.0");
        _stage.FailsEvery["2.0.0"] = 1;
        await _stage.DeployAsync("2.0.0");
        await _stage.DeployAsync("3.0.0");
        var orchestrator = _stage.CreateOrchestrator();

        var all = await orchestrator.GetHistoryAsync();
        all.Select(result => result.Version).ShouldBe(["3.0.0", "2.0.0", "1.0.0"]);
        all[1].Status.ShouldBe(DeploymentStatus.RolledBack);
        all[1].Evidence!.Reason.ShouldNotBeEmpty();
        all[1].Steps.Count.ShouldBe(7);

        (await orchestrator.GetHistoryAsync(new DeploymentHistoryQuery { Limit = 1 })).ShouldHaveSingleItem().Version.ShouldBe("3.0.0");
        (await orchestrator.GetHistoryAsync(new DeploymentHistoryQuery { Status = DeploymentStatus.RolledBack })).Count.ShouldBe(1);
        (await orchestrator.GetHistoryAsync(new DeploymentHistoryQuery { Service = "other" })).ShouldBeEmpty();
        (await orchestrator.GetHistoryAsync(new DeploymentHistoryQuery { Environment = "staging" })).ShouldBeEmpty();
        await Should.ThrowAsync<ArgumentOutOfRangeException>(() => orchestrator.GetHistoryAsync(new DeploymentHistoryQuery { Limit = 0 }));
    }

    [Fact]
    public async Task What_a_crash_left_is_in_progress_until_it_is_recovered()
    {
        await _stage.DeployAsync("1.0.0");
        await Should.ThrowAsync<PowerCutException>(() => _stage.DeployAsync("2.0.0", new PowerCutPoint(7, writeFirst: true)));

        var left = (await _stage.CreateOrchestrator().GetHistoryAsync())[0];

        left.Status.ShouldBe(DeploymentStatus.InProgress);
        (left.Version, left.PreviousVersion, left.Slot).ShouldBe(("2.0.0", "1.0.0", Slots.Green));
        left.Steps.Select(step => step.Id).ShouldBe(["start", "validate", "switch"]);
    }

    [Fact]
    public async Task A_watcher_sees_everything_live_and_the_decisions_again_from_the_journal()
    {
        await _stage.DeployAsync("1.0.0");
        var orchestrator = _stage.CreateOrchestrator();
        Task<List<DeploymentEvent>>? watch = null;
        var result = await _stage.RunAsync(() =>
        {
            var deployment = orchestrator.DeployAsync(Stage.Request("2.0.0") with { Id = "release-2" });
            watch = CollectAsync(orchestrator.WatchAsync("release-2"));
            return deployment;
        });

        result.Id.ShouldBe("release-2");
        var live = await watch!;
        live[0].Kind.ShouldBe(DeploymentEventKind.Started);
        live[^1].Kind.ShouldBe(DeploymentEventKind.Finished);
        live.ShouldContain(one => one.Kind == DeploymentEventKind.Progress && one.Step == "bake");
        live.Select(one => one.Sequence).ShouldBe(Enumerable.Range(1, live.Count).Select(number => (long)number));

        var told = await CollectAsync(_stage.CreateOrchestrator().WatchAsync("release-2"));
        told.Select(one => (one.Kind, one.Step, one.Message))
            .ShouldBe(live.Where(one => one.Kind != DeploymentEventKind.Progress).Select(one => (one.Kind, one.Step, one.Message)));
        (await Should.ThrowAsync<DeploymentException>(() => CollectAsync(orchestrator.WatchAsync("nobody")))).Message.ShouldContain("'nobody'");
        (await Should.ThrowAsync<DeploymentConfigurationException>(() => orchestrator.DeployAsync(Stage.Request("3.0.0") with { Id = "release-2" })))
            .Message.ShouldContain("earlier deployment");
    }

    [Fact]
    public async Task Unusable_requests_name_every_fault_at_once()
    {
        var request = new DeploymentRequest { Service = "shop", Version = "../etc", Environment = "moon", Replicas = 0, Id = "a b" };

        var exception = await Should.ThrowAsync<DeploymentConfigurationException>(() => _stage.CreateOrchestrator().DeployAsync(request));

        exception.Errors.Count.ShouldBe(4);
        exception.Message.ShouldContain("'../etc'");
        exception.Message.ShouldContain("Replicas (0) must be between 1 and 1000");
        exception.Message.ShouldContain("'a b'");
        exception.Message.ShouldContain("'moon'; configured: shop in production");
    }

    [Fact]
    public async Task The_shape_for_scripts_is_the_same_deployment()
    {
        var result = await _stage.RunAsync(() => _stage.CreateOrchestrator().DeployToProductionAsync("shop", "1.0.0", "production", replicas: 3));

        result.IsSuccess.ShouldBeTrue();
        (await _stage.Target.ObserveSlotAsync(Slots.Blue)).ReadyAddresses.Count.ShouldBe(3);
    }

    [Fact]
    public async Task A_damaged_journal_stops_deployments_with_file_offset_and_remedy_and_touches_nothing()
    {
        await _stage.DeployAsync("1.0.0");
        var bytes = File.ReadAllBytes(_stage.JournalPath);
        bytes[bytes.Length / 2] ^= 1;
        File.WriteAllBytes(_stage.JournalPath, bytes);

        var exception = await Should.ThrowAsync<DeploymentJournalException>(() => _stage.DeployAsync("2.0.0"));

        exception.JournalPath.ShouldBe(_stage.JournalPath);
        exception.Message.ShouldContain("Restore it from a backup");
        File.ReadAllBytes(_stage.JournalPath).ShouldBe(bytes);
        (await _stage.ServingVersionAsync()).ShouldBe("1.0.0");
    }

    [Fact]
    public async Task A_torn_journal_is_told_and_recovered()
    {
        await _stage.DeployAsync("1.0.0");
        using (var file = new FileStream(_stage.JournalPath, FileMode.Open))
        {
            file.SetLength(file.Length - 3);
        }

        var recovered = await _stage.RecoverAsync();

        recovered!.Status.ShouldBe(DeploymentStatus.Succeeded);
        _stage.Logs.WithEvent(4008).ShouldHaveSingleItem();
        JournalHistory.Unfinished(_stage.Records()).ShouldBeNull();
    }

    [Fact]
    public async Task Recovery_without_anything_left_does_nothing()
    {
        (await _stage.RecoverAsync()).ShouldBeNull();
        await _stage.DeployAsync("1.0.0");
        var before = File.ReadAllBytes(_stage.JournalPath);

        (await _stage.RecoverAsync()).ShouldBeNull();

        File.ReadAllBytes(_stage.JournalPath).ShouldBe(before);
    }

    private static async Task<List<DeploymentEvent>> CollectAsync(IAsyncEnumerable<DeploymentEvent> events)
    {
        var all = new List<DeploymentEvent>();
        await foreach (var one in events)
        {
            all.Add(one);
        }

        return all;
    }
}
