namespace AutonomousSdlc.Simulation.Tests.Evaluation;

public sealed class BalancerThroughputTests
{
    [Fact]
    public async Task The_study_times_every_policy_against_the_peers()
    {
        var run = await EvaluationRun.StartAsync("balancer-throughput", "--quick");

        run.ExitCode.ShouldBe(0, run.Error);
        run.Error.ShouldContain("not comparable");
        var contenders = run.Output.Split('\n').Where(static line => line.Contains("nodes=10 ", StringComparison.Ordinal)).ToArray();
        contenders.Length.ShouldBe(11);
        contenders[0].ShouldContain("yarp-power-of-two-choices");
        run.Output.ShouldContain("peak-ewma");
        run.Output.ShouldContain("maglev");
    }
}
