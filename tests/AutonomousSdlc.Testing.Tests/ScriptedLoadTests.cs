namespace AutonomousSdlc.Testing.Tests;

public sealed class ScriptedLoadTests
{
    [Fact]
    public void Arrivals_are_sorted_repeatable_and_near_the_rate()
    {
        var load = new ScriptedLoad(
            3,
            new LoadPhase(TimeSpan.FromSeconds(100), 10),
            new LoadPhase(TimeSpan.FromSeconds(100), 0),
            new LoadPhase(TimeSpan.FromSeconds(100), 30));

        var times = load.Arrivals().ToList();

        times.ShouldBe(load.Arrivals());
        times.ShouldBeInOrder();
        times.Count(t => t < TimeSpan.FromSeconds(100)).ShouldBeInRange(850, 1150);
        times.ShouldNotContain(t => t >= TimeSpan.FromSeconds(100) && t < TimeSpan.FromSeconds(200));
        times.Count(t => t >= TimeSpan.FromSeconds(200)).ShouldBeInRange(2700, 3300);
        load.Duration.ShouldBe(TimeSpan.FromSeconds(300));
    }

    [Fact]
    public async Task Requests_start_on_time_even_when_none_has_ended()
    {
        var time = new ManualTimeProvider();
        var load = new ScriptedLoad(5, new LoadPhase(TimeSpan.FromSeconds(2), 20));
        var release = new TaskCompletionSource();
        var started = 0;

        var run = load.RunAsync(
            (_, _) =>
            {
                Interlocked.Increment(ref started);
                return release.Task;
            },
            time);
        var expected = load.Arrivals().Count();
        var deadline = TimeProvider.System.GetTimestamp() + (30 * TimeProvider.System.TimestampFrequency);
        while (Volatile.Read(ref started) < expected && TimeProvider.System.GetTimestamp() < deadline)
        {
            time.Advance(TimeSpan.FromMilliseconds(100));
            await Task.Yield();
        }

        started.ShouldBe(expected);
        run.IsCompleted.ShouldBeFalse();
        release.SetResult();
        (await run).ShouldBe(started);
    }

    [Fact]
    public void Unusable_phases_are_refused()
    {
        Should.Throw<ArgumentException>(() => new ScriptedLoad(1));
        Should.Throw<ArgumentException>(() => new ScriptedLoad(1, new LoadPhase(TimeSpan.Zero, 1)));
        Should.Throw<ArgumentException>(() => new ScriptedLoad(1, new LoadPhase(TimeSpan.FromSeconds(1), -1)));
        Should.Throw<ArgumentException>(() => new ScriptedLoad(1, new LoadPhase(TimeSpan.FromSeconds(1), double.NaN)));
    }
}
