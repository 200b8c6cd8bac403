namespace AutonomousSdlc.QualityGates.Tests.Engine;

public sealed class QualityGateEngineInputTests
{
    private static ValueTask<GateResult> Pass(GateContext context, CancellationToken cancellationToken) => ValueTask.FromResult(GateResult.Passed("ok"));

    [Fact]
    public async Task Unknown_gates_are_named_with_the_known_ones()
    {
        await using var harness = new EngineHarness(gates => gates.AddGate("one", Pass).AddGate("two", Pass));

        var error = await Should.ThrowAsync<QualityGateException>(harness.RunAsync(new QualityRun { Only = ["on"], Except = ["too"] }));

        error.Message.ShouldBe("Unknown gates in Only or Except: on, too. Registered are: one, two.");
    }

    [Fact]
    public async Task A_choice_that_leaves_nothing_is_refused()
    {
        await using var harness = new EngineHarness(gates => gates.AddGate("one", Pass).AddGate("two", Pass));

        var error = await Should.ThrowAsync<QualityGateException>(harness.RunAsync(new QualityRun { Only = ["one"], Except = ["one"] }));

        error.Message.ShouldStartWith("Only (one) and Except (one) leave no gate.");
    }

    [Fact]
    public async Task Only_the_chosen_gates_run()
    {
        await using var harness = new EngineHarness(gates => gates.AddGate("one", Pass).AddGate("two", Pass).AddGate("three", Pass));

        (await harness.RunAsync(new QualityRun { Only = ["three", "one"] })).Gates.Select(gate => gate.Gate.Id).ShouldBe(["one", "three"]);
        (await harness.RunAsync(new QualityRun { Except = ["two"] })).Gates.Select(gate => gate.Gate.Id).ShouldBe(["one", "three"]);
    }

    [Fact]
    public async Task An_engine_without_gates_cannot_pass()
    {
        await using var harness = new EngineHarness(_ => { });

        var error = await Should.ThrowAsync<QualityGateException>(harness.RunAsync());

        error.Message.ShouldContain("AddDotNetDefaults");
    }

    [Fact]
    public async Task Gates_that_need_one_another_are_refused_with_the_circle()
    {
        await using var harness = new EngineHarness(gates => gates
            .AddGate(new GateDescriptor("a") { Needs = ["y"], Provides = ["x"] }, Pass)
            .AddGate(new GateDescriptor("b") { Needs = ["x"], Provides = ["y"] }, Pass));

        var error = await Should.ThrowAsync<QualityGateException>(harness.RunAsync());

        error.Message.ShouldContain("a -> b -> a");
    }

    [Fact]
    public async Task A_gate_that_requires_a_solution_stops_the_run_before_any_gate_starts()
    {
        var started = false;
        await using var harness = new EngineHarness(gates => gates
            .AddGate("files", (_, _) =>
            {
                started = true;
                return ValueTask.FromResult(GateResult.Passed("ok"));
            })
            .AddGate(new GateDescriptor("solution") { RequiresSolution = true }, Pass));

        var error = await Should.ThrowAsync<SolutionDiscoveryException>(harness.RunAsync());

        error.Path.ShouldBe(harness.Path);
        error.Message.ShouldContain("no solution");
        started.ShouldBeFalse();
        (await harness.RunAsync(new QualityRun { Only = ["files"] })).SolutionPath.ShouldBeNull();
    }

    [Fact]
    public async Task A_path_that_does_not_exist_is_refused()
    {
        await using var harness = new EngineHarness(gates => gates.AddGate("one", Pass));

        var error = await Should.ThrowAsync<QualityGateException>(harness.Engine.RunAsync(new QualityRun { Path = "/no/such/folder" }));

        error.Message.ShouldContain("does not exist");
    }

    [Fact]
    public async Task A_cancelled_token_starts_nothing()
    {
        await using var harness = new EngineHarness(gates => gates.AddGate("one", Pass));

        await Should.ThrowAsync<OperationCanceledException>(harness.RunAsync(cancellationToken: new CancellationToken(canceled: true)));
    }
}
