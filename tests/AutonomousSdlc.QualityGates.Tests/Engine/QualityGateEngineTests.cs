using Microsoft.Extensions.Logging;

namespace AutonomousSdlc.QualityGates.Tests.Engine;

public sealed class QualityGateEngineTests
{
    private static readonly GateResult Ok = GateResult.Passed("fine");

    [Fact]
    public async Task A_run_whose_gates_pass_succeeds()
    {
        await using var harness = new EngineHarness(gates => gates
            .AddGate("one", (_, _) => ValueTask.FromResult(Ok))
            .AddGate("two", (_, _) => ValueTask.FromResult(Ok)));

        var report = await harness.RunAsync();

        report.Outcome.ShouldBe(GateOutcome.Passed);
        report.Succeeded.ShouldBeTrue();
        report.Gates.Select(gate => gate.Gate.Id).ShouldBe(["one", "two"]);
        report.RootPath.ShouldBe(harness.Path);
        report.StartedAt.ShouldBe(harness.Time.GetUtcNow());
        report.Find("two")!.Result.Summary.ShouldBe("fine");
        report.Find("three").ShouldBeNull();
    }

    [Fact]
    public async Task Gates_run_in_parallel_up_to_the_limit()
    {
        var signals = Enumerable.Range(0, 3).Select(_ => new Signals()).ToArray();
        await using var harness = new EngineHarness(
            gates => gates.AddGate("a", signals[0].HonourAsync).AddGate("b", signals[1].HonourAsync).AddGate("c", signals[2].HonourAsync),
            options => options.MaxParallelGates = 2);

        var run = harness.RunAsync();
        await signals[0].Started;
        await signals[1].Started;
        signals[2].HasStarted.ShouldBeFalse();
        signals[0].Release();
        await signals[2].Started;
        signals[1].Release();
        signals[2].Release();

        (await run).Outcome.ShouldBe(GateOutcome.Passed);
    }

    [Fact]
    public async Task A_gate_waits_for_what_it_needs_and_learns_that_it_is_provided()
    {
        var first = new Signals();
        var provided = false;
        await using var harness = new EngineHarness(gates => gates
            .AddGate(new GateDescriptor("second") { Needs = ["thing"] }, (context, _) =>
            {
                provided = context.IsProvided("thing");
                return ValueTask.FromResult(Ok);
            })
            .AddGate(new GateDescriptor("first") { Provides = ["thing"] }, first.HonourAsync));

        var run = harness.RunAsync();
        await first.Started;
        provided.ShouldBeFalse();
        first.Release();

        (await run).Succeeded.ShouldBeTrue();
        provided.ShouldBeTrue();
    }

    [Fact]
    public async Task A_need_that_nobody_provides_holds_nothing_up()
    {
        await using var harness = new EngineHarness(gates => gates
            .AddGate(new GateDescriptor("first") { Provides = ["thing"] }, (_, _) => ValueTask.FromResult(Ok))
            .AddGate(new GateDescriptor("second") { Needs = ["thing"] }, (context, _) => ValueTask.FromResult(context.IsProvided("thing") ? GateResult.Failed("provided") : Ok)));

        var report = await harness.RunAsync(new QualityRun { Except = ["first"] });

        report.Gates.Single().Result.ShouldBe(Ok);
    }

    [Fact]
    public async Task A_gate_whose_provider_failed_is_skipped_and_says_why()
    {
        await using var harness = new EngineHarness(gates => gates
            .AddGate(new GateDescriptor("build") { Provides = ["output"] }, (_, _) => ValueTask.FromResult(GateResult.Failed("broken")))
            .AddGate(new GateDescriptor("test") { Needs = ["output"] }, (_, _) => ValueTask.FromResult(Ok)));

        var report = await harness.RunAsync();

        report.Outcome.ShouldBe(GateOutcome.Failed);
        var test = report.Find("test")!;
        test.Result.Outcome.ShouldBe(GateOutcome.Skipped);
        test.BlockedBy.ShouldBe(["build"]);
        test.Result.Summary.ShouldContain("'build'");
        harness.Logs.WithEvent(5007).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_required_gate_that_an_advisory_one_blocked_does_not_pass_silently()
    {
        await using var harness = new EngineHarness(gates => gates
            .AddGate(new GateDescriptor("build") { Provides = ["output"], Required = false }, (_, _) => ValueTask.FromResult(GateResult.Failed("broken")))
            .AddGate(new GateDescriptor("test") { Needs = ["output"] }, (_, _) => ValueTask.FromResult(Ok))
            .AddGate("other", (_, _) => ValueTask.FromResult(Ok)));

        var report = await harness.RunAsync();

        report.Outcome.ShouldBe(GateOutcome.Inconclusive);
        report.Succeeded.ShouldBeFalse();
    }

    [Fact]
    public async Task A_gate_that_crashes_is_inconclusive_and_fails_the_run()
    {
        await using var harness = new EngineHarness(gates => gates
            .AddGate("crash", (_, _) => throw new InvalidOperationException("boom"))
            .AddGate("other", (_, _) => ValueTask.FromResult(Ok)));

        var report = await harness.RunAsync();

        var crash = report.Find("crash")!;
        crash.Result.Outcome.ShouldBe(GateOutcome.Inconclusive);
        crash.Result.Summary.ShouldContain("InvalidOperationException: boom");
        crash.Error!.ShouldContain("at AutonomousSdlc");
        report.Find("other")!.Result.ShouldBe(Ok);
        report.Outcome.ShouldBe(GateOutcome.Inconclusive);
        report.Succeeded.ShouldBeFalse();
        harness.Logs.WithEvent(5004).Single().Level.ShouldBe(LogLevel.Error);
    }

    [Fact]
    public async Task A_gate_that_returns_nothing_is_inconclusive()
    {
        await using var harness = new EngineHarness(gates => gates.AddGate("nothing", (_, _) => ValueTask.FromResult<GateResult>(null!)));

        (await harness.RunAsync()).Outcome.ShouldBe(GateOutcome.Inconclusive);
    }

    [Fact]
    public async Task A_missing_tool_is_inconclusive_with_the_way_to_get_it()
    {
        await using var harness = new EngineHarness(gates => gates.AddGate("tool", async (context, token) =>
        {
            await context.Tools.RunAsync(new ToolInvocation("no-such-tool-here", [], context.RootPath) { Remedy = "Install it from the shelf." }, token);
            return Ok;
        }));

        var result = (await harness.RunAsync()).Gates.Single().Result;

        result.Outcome.ShouldBe(GateOutcome.Inconclusive);
        result.Summary.ShouldContain("no-such-tool-here");
        result.Suggestions.ShouldBe(["Install it from the shelf."]);
    }

    [Fact]
    public async Task Inconclusive_counts_as_a_warning_when_the_options_say_so()
    {
        await using var harness = new EngineHarness(
            gates => gates.AddGate("unknown", (_, _) => ValueTask.FromResult(GateResult.Inconclusive("no data"))).AddGate("known", (_, _) => ValueTask.FromResult(Ok)),
            options => options.TreatInconclusiveAsFailure = false);

        var report = await harness.RunAsync();

        report.Outcome.ShouldBe(GateOutcome.Warning);
        report.Succeeded.ShouldBeTrue();
    }

    [Fact]
    public async Task Metrics_and_logs_tell_what_happened()
    {
        await using var harness = new EngineHarness(gates => gates.AddGate("bad", (_, _) => ValueTask.FromResult(
            GateResult.Failed("two things", new Finding("R1", FindingLevel.Error, "x"), new Finding("R2", FindingLevel.Warning, "y")))));

        await harness.RunAsync();

        harness.Metrics.Sum(QualityGatesTelemetry.ActiveGates, ("gate", "bad")).ShouldBe(0);
        harness.Metrics.Measurements.Count(m => m.Instrument == QualityGatesTelemetry.GateDuration && m.HasTag("outcome", "failed")).ShouldBe(1);
        harness.Metrics.Sum(QualityGatesTelemetry.Findings, ("gate", "bad"), ("level", "error")).ShouldBe(1);
        harness.Metrics.Sum(QualityGatesTelemetry.Findings, ("gate", "bad"), ("level", "warning")).ShouldBe(1);
        harness.Metrics.Measurements.Count(m => m.Instrument == QualityGatesTelemetry.RunDuration && m.HasTag("outcome", "failed")).ShouldBe(1);
        harness.Logs.WithEvent(5003).Single().Message.ShouldContain("two things");
        harness.Logs.WithEvent(5001).Single().Message.ShouldContain("Failed");
    }
}
