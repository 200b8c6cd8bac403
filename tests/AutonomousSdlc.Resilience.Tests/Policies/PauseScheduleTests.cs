using AutonomousSdlc.Resilience.Internal.Policies;

namespace AutonomousSdlc.Resilience.Tests.Policies;

public sealed class PauseScheduleTests
{
    private static readonly BreakerSettings Settings = new()
    {
        ConsecutiveFailures = 5,
        Pause = 1_000,
        MaximumPause = 30_000,
        PauseJitterRatio = 0.25,
        Probes = 1,
        ProbeLease = 15_000,
    };

    [Fact]
    public void A_pause_grows_is_capped_and_is_cut_by_at_most_the_jitter()
    {
        var random = new SplitMixRandom(1);
        for (var breaks = 0; breaks < 1_000; breaks++)
        {
            var full = Math.Min(1_000 * Math.Pow(2, Math.Min(breaks, 64)), 30_000);
            PauseSchedule.Next(breaks, retryAfter: 0, Settings, random).ShouldBeInRange((long)(full * 0.75) - 1, (long)full);
        }
    }

    [Fact]
    public void Two_clients_do_not_pause_equally_long()
    {
        var pauses = Enumerable.Range(0, 100).Select(seed => PauseSchedule.Next(3, 0, Settings, new SplitMixRandom((ulong)seed * 1_000_003))).Distinct();

        pauses.Count().ShouldBeGreaterThan(90);
    }

    [Fact]
    public void What_the_dependency_asks_for_is_the_least_up_to_the_maximum()
    {
        PauseSchedule.Next(0, 20_000, Settings, new SplitMixRandom(1)).ShouldBe(20_000);
        PauseSchedule.Next(0, long.MaxValue, Settings, new SplitMixRandom(1)).ShouldBe(30_000);
        PauseSchedule.Next(0, 0, Settings with { PauseJitterRatio = 1, Pause = 1 }, new SplitMixRandom(1)).ShouldBeGreaterThan(0);
    }
}
