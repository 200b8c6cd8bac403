namespace AutonomousSdlc.Testing.Tests;

public sealed class FaultInjectorTests
{
    [Fact]
    public async Task The_same_seed_gives_the_same_faults()
    {
        var first = await FatesAsync(42);
        var second = await FatesAsync(42);
        var other = await FatesAsync(43);

        first.ShouldBe(second);
        first.ShouldNotBe(other);
        first.Count(ok => !ok).ShouldBeInRange(60, 140);
    }

    [Fact]
    public async Task A_hanging_call_ends_with_its_token()
    {
        var time = new ManualTimeProvider();
        var faults = new FaultInjector(1, time) { Plan = new FaultPlan { HangRatio = 1 } };
        using var cancellation = new CancellationTokenSource();

        var call = faults.PassAsync(cancellation.Token).AsTask();
        time.Advance(TimeSpan.FromHours(1));
        call.IsCompleted.ShouldBeFalse();
        await cancellation.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => call);
        faults.Faults.ShouldBe(1);
    }

    [Fact]
    public async Task Delays_follow_the_clock_of_the_test()
    {
        var time = new ManualTimeProvider();
        var faults = new FaultInjector(1, time) { Plan = new FaultPlan { Delay = TimeSpan.FromSeconds(2) } };

        var call = faults.InvokeAsync(_ => ValueTask.FromResult(5)).AsTask();
        time.Advance(TimeSpan.FromSeconds(1));
        call.IsCompleted.ShouldBeFalse();
        time.Advance(TimeSpan.FromSeconds(1));

        (await call).ShouldBe(5);
    }

    [Theory]
    [InlineData(-0.1)]
    [InlineData(1.1)]
    [InlineData(double.NaN)]
    public void Ratios_out_of_range_are_refused(double ratio)
    {
        var faults = new FaultInjector(1);

        Should.Throw<ArgumentOutOfRangeException>(() => faults.Plan = new FaultPlan { FailureRatio = ratio });
    }

    private static async Task<List<bool>> FatesAsync(int seed)
    {
        var faults = new FaultInjector(seed) { Plan = new FaultPlan { FailureRatio = 0.1 } };
        var fates = new List<bool>();
        for (var i = 0; i < 1000; i++)
        {
            try
            {
                await faults.PassAsync();
                fates.Add(true);
            }
            catch (InjectedFaultException)
            {
                fates.Add(false);
            }
        }

        return fates;
    }
}
