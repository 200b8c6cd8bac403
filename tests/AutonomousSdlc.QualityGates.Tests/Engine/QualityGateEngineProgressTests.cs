namespace AutonomousSdlc.QualityGates.Tests.Engine;

public sealed class QualityGateEngineProgressTests
{
    [Fact]
    public async Task Progress_comes_in_order_and_completely_before_the_run_returns()
    {
        var progress = new ProgressRecorder();
        await using var harness = new EngineHarness(gates => gates
            .AddGate(new GateDescriptor("first") { Provides = ["x"] }, (context, _) =>
            {
                context.Report("half way");
                return ValueTask.FromResult(GateResult.Passed("done"));
            })
            .AddGate(new GateDescriptor("second") { Needs = ["x"] }, (_, _) => ValueTask.FromResult(GateResult.Warning("hm"))));

        await harness.RunAsync(progress: progress);

        progress.Messages.Select(message => (message.Gate.Id, message.Kind, message.Message, message.Completed)).ShouldBe(
        [
            ("first", GateProgressKind.Started, "started", 0),
            ("first", GateProgressKind.Working, "half way", 0),
            ("first", GateProgressKind.Finished, "done", 1),
            ("second", GateProgressKind.Started, "started", 1),
            ("second", GateProgressKind.Finished, "hm", 2),
        ]);
        progress.Messages.ShouldAllBe(message => message.Total == 2);
        progress.Messages[^1].ToString().ShouldBe("   0.0 s  [2/2] second   Warning: hm");
    }

    [Fact]
    public async Task A_progress_callback_that_throws_does_not_end_the_run()
    {
        await using var harness = new EngineHarness(gates => gates.AddGate("one", (_, _) => ValueTask.FromResult(GateResult.Passed("ok"))));

        var report = await harness.RunAsync(progress: new Throwing());

        report.Succeeded.ShouldBeTrue();
        harness.Logs.WithEvent(5009).Count.ShouldBe(2);
    }

    private sealed class Throwing : IProgress<GateProgress>
    {
        public void Report(GateProgress value) => throw new InvalidOperationException("no screen");
    }
}
