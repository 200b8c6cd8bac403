namespace AutonomousSdlc.Testing.Tests;

public sealed class ReadmeExample
{
    [Fact]
    public async Task The_example_of_the_readme_runs()
    {
        var fired = 0;
        #region readme-testing
        var time = new ManualTimeProvider();
        using var timer = time.CreateTimer(_ => fired++, null, TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(5));
        time.Advance(TimeSpan.FromSeconds(11));                      // fires twice, at 5 s and at 10 s

        var faults = new FaultInjector(seed: 7, time) { Plan = new FaultPlan { FailureRatio = 0.2 } };
        var load = new ScriptedLoad(seed: 7, new LoadPhase(TimeSpan.FromSeconds(10), RequestsPerSecond: 50));
        foreach (var arrival in load.Arrivals())                     // the same times for the same seed
        {
            await CallAsync(faults, arrival);
        }
        #endregion

        fired.ShouldBe(2);
        faults.Calls.ShouldBeInRange(400, 600);
        ((double)faults.Faults / faults.Calls).ShouldBeInRange(0.14, 0.26);
    }

    private static async Task CallAsync(FaultInjector faults, TimeSpan arrival)
    {
        arrival.ShouldBeGreaterThanOrEqualTo(TimeSpan.Zero);
        try
        {
            await faults.PassAsync();
        }
        catch (InjectedFaultException)
        {
            // Expected for a fifth of the calls.
        }
    }
}
