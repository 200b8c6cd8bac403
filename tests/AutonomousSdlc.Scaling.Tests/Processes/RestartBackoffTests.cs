using AutonomousSdlc.Shared.Processes;

namespace AutonomousSdlc.Scaling.Tests.Processes;

public sealed class RestartBackoffTests
{
    [Fact]
    public void Doubles_from_the_second_failure_in_a_row_up_to_the_cap()
    {
        var backoff = new RestartBackoff(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(5));

        double[] pauses = [.. Enumerable.Range(0, 6).Select(_ => backoff.Fail(afterLongService: false).TotalSeconds)];

        pauses.ShouldBe([0, 1, 2, 4, 5, 5]);
    }

    [Fact]
    public void A_failure_after_long_service_begins_a_new_row()
    {
        var backoff = new RestartBackoff(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(5));
        backoff.Fail(afterLongService: false);
        backoff.Fail(afterLongService: false);

        backoff.Fail(afterLongService: true).ShouldBe(TimeSpan.Zero);
        backoff.Fail(afterLongService: false).ShouldBe(TimeSpan.FromSeconds(1));
    }

    [Fact]
    public void A_thousand_failures_stay_at_the_cap()
    {
        var backoff = new RestartBackoff(TimeSpan.FromMilliseconds(1), TimeSpan.FromHours(1));
        for (var i = 0; i < 1000; i++)
        {
            backoff.Fail(afterLongService: false).ShouldBeInRange(TimeSpan.Zero, TimeSpan.FromHours(1));
        }
    }
}
