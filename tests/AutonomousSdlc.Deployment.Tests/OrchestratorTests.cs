using AutonomousSdlc.Deployment.Tests.Fixtures;

namespace AutonomousSdlc.Deployment.Tests;

public sealed class OrchestratorTests : IDisposable
{
    private readonly Stage _stage = new();

    public void Dispose() => _stage.Dispose();

    [Fact]
    public async Task A_first_deployment_takes_the_blue_slot_and_all_traffic()
    {
        var result = await _stage.DeployAsync("1.0.0");

        result.Status.ShouldBe(DeploymentStatus.Succeeded, string.Join(' ', result.Reasons));
        result.Slot.ShouldBe(Slots.Blue);
        result.PreviousVersion.ShouldBeNull();
        result.Steps.Select(step => step.Id).ShouldBe(["start", "validate", "switch"]);
        (await _stage.ServingVersionAsync()).ShouldBe("1.0.0");
        await _stage.ShouldBeSettledAsync();
    }

    [Fact]
    public async Task The_next_version_takes_the_other_slot_and_the_old_one_stands_by_until_it_is_proven()
    {
        await _stage.DeployAsync("1.0.0");
        var standby = false;
        _stage.OnTick = () => standby |= _stage.Router.Changes.Count == 2
            && _stage.Target.ObserveSlotAsync(Slots.Blue, CancellationToken.None).AsTask().Result.ReadyAddresses.Count == 2;

        var result = await _stage.DeployAsync("2.0.0");

        result.Status.ShouldBe(DeploymentStatus.Succeeded);
        result.PreviousVersion.ShouldBe("1.0.0");
        result.Slot.ShouldBe(Slots.Green);
        result.Steps.Select(step => step.Id).ShouldBe(["start", "validate", "switch", "bake", "drain", "stop"]);
        result.Steps.ShouldAllBe(step => step.IsDone);
        result.Evidence!.Verdict.ShouldBe(BakeVerdict.Promote);
        result.Evidence.Requests.ShouldBeGreaterThan(400);
        result.Duration.ShouldBeGreaterThanOrEqualTo(_stage.Environment.Strategy.Bake);
        standby.ShouldBeTrue();
        (await _stage.ServingVersionAsync()).ShouldBe("2.0.0");
        await _stage.ShouldBeSettledAsync();

        var back = await _stage.DeployAsync("3.0.0");
        back.Slot.ShouldBe(Slots.Blue);
    }

    [Fact]
    public async Task Every_change_of_traffic_has_a_newer_epoch_or_generation()
    {
        await _stage.DeployAsync("1.0.0");
        await _stage.DeployAsync("2.0.0");
        _stage.FailsEvery["3.0.0"] = 2;
        await _stage.DeployAsync("3.0.0");

        var numbers = _stage.Router.Changes.Select(change => (change.Epoch, change.Generation)).ToList();
        numbers.ShouldBe(numbers.Order());
        numbers.Distinct().Count().ShouldBe(numbers.Count);
        numbers.Select(number => number.Epoch).Distinct().Count().ShouldBe(3);
    }

    [Fact]
    public async Task A_version_that_fails_under_traffic_is_rolled_back_within_a_look_or_two()
    {
        await _stage.DeployAsync("1.0.0");
        _stage.FailsEvery["2.0.0"] = 5;

        var result = await _stage.DeployAsync("2.0.0");

        result.Status.ShouldBe(DeploymentStatus.RolledBack);
        result.Evidence!.Verdict.ShouldBe(BakeVerdict.Abort);
        result.Evidence.EValue.ShouldBeGreaterThan(100);
        result.Evidence.Elapsed.ShouldBeLessThanOrEqualTo(TimeSpan.FromSeconds(3));
        result.Evidence.Failures.ShouldBeLessThan(30);
        result.Reasons.ShouldContain(reason => reason.Contains("limit 5%"));
        result.Steps.Select(step => step.Id).ShouldBe(["start", "validate", "switch", "bake", "switch-back", "drain-new", "stop-new"]);
        (await _stage.ServingVersionAsync()).ShouldBe("1.0.0");
        await _stage.ShouldBeSettledAsync();
        _stage.Logs.WithEvent(4003).ShouldHaveSingleItem().Message.ShouldContain("Strategy.ErrorRatioLimit");
    }

    [Fact]
    public async Task A_version_that_dies_under_traffic_is_rolled_back()
    {
        await _stage.DeployAsync("1.0.0");
        _stage.RequestsPerTick = 0;
        _stage.OnTick = () =>
        {
            if (_stage.Router.Changes.Count == 2)
            {
                _stage.Target.SetHealth("2.0.0", isHealthy: false);
            }
        };

        var result = await _stage.DeployAsync("2.0.0");

        result.Status.ShouldBe(DeploymentStatus.RolledBack);
        result.Reasons[0].ShouldContain("unhealthy in 3 checks");
        await _stage.ShouldBeSettledAsync();
    }

    [Theory]
    [InlineData(InsufficientEvidenceAction.RollBack, DeploymentStatus.RolledBack, "1.0.0")]
    [InlineData(InsufficientEvidenceAction.Promote, DeploymentStatus.Succeeded, "2.0.0")]
    public async Task Too_few_requests_are_a_verdict_of_their_own(InsufficientEvidenceAction action, DeploymentStatus expected, string serving)
    {
        _stage.Environment.Strategy.OnInsufficientEvidence = action;
        await _stage.DeployAsync("1.0.0");
        _stage.RequestsPerTick = 0;

        var result = await _stage.DeployAsync("2.0.0");

        result.Status.ShouldBe(expected);
        result.Evidence!.Verdict.ShouldBe(BakeVerdict.Inconclusive);
        result.Reasons[0].ShouldContain("Only 0 of the 20 requests");
        (await _stage.ServingVersionAsync()).ShouldBe(serving);
        await _stage.ShouldBeSettledAsync();
    }

    [Fact]
    public async Task A_version_that_never_becomes_healthy_gets_no_traffic()
    {
        await _stage.DeployAsync("1.0.0");
        _stage.Target.SetHealth("2.0.0", isHealthy: false);

        var result = await _stage.DeployAsync("2.0.0");

        result.Status.ShouldBe(DeploymentStatus.Failed);
        result.Reasons[0].ShouldContain("not done within 2 min");
        result.Reasons[0].ShouldContain("version 2.0.0 is set unhealthy");
        _stage.Router.Changes.Count.ShouldBe(1);
        await _stage.ShouldBeSettledAsync();
    }

    [Fact]
    public async Task A_refusing_gate_stops_everything_and_is_remembered_with_its_reasons()
    {
        _stage.Composition.Gates["quality"] = (context, _) =>
            Task.FromResult(GateVerdict.Refuse($"3 tests of {context.Request.Version} failed.", "Coverage is 12 %."));
        _stage.Composition.Gates["office hours"] = (_, _) => Task.FromResult(GateVerdict.Pass());

        var result = await _stage.DeployAsync("1.0.0");

        result.Status.ShouldBe(DeploymentStatus.Refused);
        result.Reasons.ShouldBe(["Gate 'quality': 3 tests of 1.0.0 failed.", "Gate 'quality': Coverage is 12 %."]);
        _stage.Router.Changes.ShouldBeEmpty();
        await _stage.ShouldBeSettledAsync();
        var history = await _stage.CreateOrchestrator().GetHistoryAsync();
        history.ShouldHaveSingleItem().Reasons.ShouldBe(result.Reasons);
    }

    [Fact]
    public async Task A_gate_that_throws_or_hangs_refuses()
    {
        _stage.Composition.Gates["broken"] = (_, _) => throw new InvalidOperationException("The scanner is gone.");
        (await _stage.DeployAsync("1.0.0")).Reasons[0].ShouldBe("Gate 'broken': It threw InvalidOperationException: The scanner is gone.");

        _stage.Composition.Gates["broken"] = (_, _) => Task.FromResult<GateVerdict>(null!);
        (await _stage.DeployAsync("1.0.0")).Status.ShouldBe(DeploymentStatus.Refused);

        _stage.Environment.Deadlines.Gates = TimeSpan.FromSeconds(5);
        _stage.Composition.Gates["broken"] = (_, _) => new TaskCompletionSource<GateVerdict>().Task;
        var hung = await _stage.DeployAsync("1.0.0");
        hung.Status.ShouldBe(DeploymentStatus.Refused);
        hung.Reasons[0].ShouldContain("not done within 5 s");
        await _stage.ShouldBeSettledAsync();
    }

    [Fact]
    public async Task Cancelling_under_watch_goes_back_and_cancelling_before_anything_throws()
    {
        await _stage.DeployAsync("1.0.0");
        using var source = new CancellationTokenSource();
        _stage.OnTick = () =>
        {
            if (_stage.Router.Changes.Count == 2)
            {
                source.Cancel();
            }
        };

        var result = await _stage.DeployAsync("2.0.0", cancellationToken: source.Token);

        result.Status.ShouldBe(DeploymentStatus.Cancelled);
        (await _stage.ServingVersionAsync()).ShouldBe("1.0.0");
        await _stage.ShouldBeSettledAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => _stage.DeployAsync("2.0.0", cancellationToken: source.Token));
    }

    [Fact]
    public async Task Disposing_the_orchestrator_undoes_what_is_under_way()
    {
        await _stage.DeployAsync("1.0.0");
        var orchestrator = _stage.CreateOrchestrator();
        Task? disposal = null;
        _stage.OnTick = () =>
        {
            if (_stage.Router.Changes.Count == 2)
            {
                disposal ??= orchestrator.DisposeAsync().AsTask();
            }
        };

        var result = await _stage.RunAsync(() => orchestrator.DeployAsync(Stage.Request("2.0.0")));

        result.Status.ShouldBe(DeploymentStatus.Cancelled);
        await disposal!;
        await orchestrator.DisposeAsync();
        await _stage.ShouldBeSettledAsync();
        await Should.ThrowAsync<ObjectDisposedException>(() => orchestrator.DeployAsync(Stage.Request("2.0.0")));
    }

    [Fact]
    public async Task A_second_deployment_of_the_service_is_rejected_while_the_first_runs()
    {
        await _stage.DeployAsync("1.0.0");
        DeploymentInProgressException? rejection = null;
        _stage.OnTick = () => rejection ??= Should.Throw<DeploymentInProgressException>(() =>
            _stage.CreateOrchestrator().DeployAsync(Stage.Request("3.0.0")).GetAwaiter().GetResult());

        var result = await _stage.DeployAsync("2.0.0");

        result.IsSuccess.ShouldBeTrue();
        rejection!.Message.ShouldContain("'shop' is being deployed to 'production'");
    }
}
