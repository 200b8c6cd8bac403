namespace AutonomousSdlc.QualityGates.Tests.Engine;

public sealed class QualityGateEngineTimeTests
{
    [Fact]
    public async Task A_gate_is_stopped_at_its_timeout_and_counts_as_inconclusive()
    {
        var slow = new Signals();
        await using var harness = new EngineHarness(
            gates => gates.AddGate("slow", slow.HonourAsync),
            options =>
            {
                options.GateTimeout = TimeSpan.FromMinutes(3);
                options.StopTimeout = TimeSpan.FromSeconds(5);
            });

        var run = harness.RunAsync();
        await slow.Started;
        harness.Time.Advance(TimeSpan.FromMinutes(3) - TimeSpan.FromTicks(1));
        run.IsCompleted.ShouldBeFalse();
        harness.Time.Advance(TimeSpan.FromTicks(1));

        var gate = (await run).Gates.Single();
        gate.Result.Outcome.ShouldBe(GateOutcome.Inconclusive);
        gate.Result.Summary.ShouldContain("180 s");
        gate.Result.Suggestions.Single().ShouldContain("GateTimeout");
        gate.Duration.ShouldBe(TimeSpan.FromMinutes(3));
        harness.Logs.WithEvent(5005).Count.ShouldBe(1);
        harness.Time.ActiveTimers.ShouldBe(0);
    }

    [Fact]
    public async Task The_timeout_of_a_gate_overrides_the_one_of_the_engine()
    {
        var slow = new Signals();
        await using var harness = new EngineHarness(gates => gates.AddGate(new GateDescriptor("slow") { Timeout = TimeSpan.FromSeconds(2) }, slow.HonourAsync));

        var run = harness.RunAsync();
        await slow.Started;
        harness.Time.Advance(TimeSpan.FromSeconds(2));

        (await run).Outcome.ShouldBe(GateOutcome.Inconclusive);
    }

    [Fact]
    public async Task A_gate_that_ignores_its_cancellation_is_given_up_on_and_blocks_its_resources()
    {
        var stubborn = new Signals();
        await using var harness = new EngineHarness(
            gates => gates
                .AddGate(new GateDescriptor("stubborn") { Timeout = TimeSpan.FromSeconds(1), Resources = ["disk"] }, stubborn.IgnoreAsync)
                .AddGate(new GateDescriptor("waiting") { Resources = ["disk"] }, (_, _) => ValueTask.FromResult(GateResult.Passed("ok")))
                .AddGate("free", (_, _) => ValueTask.FromResult(GateResult.Passed("ok"))),
            options => options.StopTimeout = TimeSpan.FromSeconds(4));

        var run = harness.RunAsync();
        await stubborn.Started;
        var report = await harness.AdvanceUntilEndAsync(run, TimeSpan.FromMilliseconds(500));

        report.Find("stubborn")!.Result.Summary.ShouldContain("ignored its cancellation");
        report.Find("waiting")!.BlockedBy.ShouldBe(["stubborn"]);
        report.Find("free")!.Result.Outcome.ShouldBe(GateOutcome.Passed);
        report.Outcome.ShouldBe(GateOutcome.Inconclusive);
        harness.Logs.WithEvent(5006).Single().Message.ShouldContain("StopTimeout");
        harness.Metrics.Sum(QualityGatesTelemetry.ActiveGates, ("gate", "stubborn")).ShouldBe(1);
        stubborn.Release();
    }

    [Fact]
    public async Task Cancellation_stops_the_gates_and_throws()
    {
        var running = new Signals();
        var later = new Signals();
        using var cancel = new CancellationTokenSource();
        await using var harness = new EngineHarness(gates => gates
            .AddGate(new GateDescriptor("running") { Provides = ["x"] }, running.HonourAsync)
            .AddGate(new GateDescriptor("later") { Needs = ["x"] }, later.HonourAsync));

        var run = harness.RunAsync(cancellationToken: cancel.Token);
        await running.Started;
        await cancel.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(run);
        later.HasStarted.ShouldBeFalse();
        harness.Time.ActiveTimers.ShouldBe(0);
    }

    [Fact]
    public async Task A_cancelled_run_kills_the_tools_it_started()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var started = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var cancel = new CancellationTokenSource();
        await using var harness = new EngineHarness(gates => gates.AddGate("tool", async (context, token) =>
        {
            await context.Tools.RunAsync(
                new ToolInvocation("sh", ["-c", "sleep 300 & echo $!; wait"], context.RootPath)
                {
                    OnOutputLine = line => started.TrySetResult(int.Parse(line, System.Globalization.CultureInfo.InvariantCulture)),
                },
                token);
            return GateResult.Passed("ended");
        }));

        var run = harness.RunAsync(cancellationToken: cancel.Token);
        var child = await started.Task.WaitAsync(TimeSpan.FromSeconds(30), TimeProvider.System);
        await cancel.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(run);
        IsAlive(child).ShouldBeFalse();
    }

    private static bool IsAlive(int process)
    {
        // An orphan that nobody reaped yet still has an entry; its state says that it is dead.
        var stat = $"/proc/{process}/stat";
        return File.Exists(stat) && !File.ReadAllText(stat).Contains(") Z ", StringComparison.Ordinal);
    }
}
