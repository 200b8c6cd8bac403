namespace AutonomousSdlc.Testing.Tests;

public sealed class ManualTimeProviderTests
{
    private readonly ManualTimeProvider _time = new();

    [Fact]
    public void Timestamps_and_wall_clock_move_together()
    {
        var before = _time.GetTimestamp();
        var start = _time.GetUtcNow();

        _time.Advance(TimeSpan.FromMilliseconds(1500));

        _time.GetElapsedTime(before).ShouldBe(TimeSpan.FromMilliseconds(1500));
        (_time.GetUtcNow() - start).ShouldBe(TimeSpan.FromMilliseconds(1500));
        _time.TimestampFrequency.ShouldNotBe(TimeSpan.TicksPerSecond);
    }

    [Fact]
    public void Timers_fire_in_due_order_at_their_own_time()
    {
        var seen = new List<(string Name, TimeSpan At)>();
        using var late = _time.CreateTimer(_ => seen.Add(("late", _time.Elapsed)), null, TimeSpan.FromSeconds(3), Timeout.InfiniteTimeSpan);
        using var early = _time.CreateTimer(_ => seen.Add(("early", _time.Elapsed)), null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1));

        _time.Advance(TimeSpan.FromSeconds(3));

        seen.ShouldBe([
            ("early", TimeSpan.FromSeconds(1)),
            ("early", TimeSpan.FromSeconds(2)),
            ("late", TimeSpan.FromSeconds(3)),
            ("early", TimeSpan.FromSeconds(3))]);
    }

    [Fact]
    public async Task Delays_complete_when_their_time_comes()
    {
        var delay = Task.Delay(TimeSpan.FromSeconds(1), _time, CancellationToken.None);

        _time.Advance(TimeSpan.FromMilliseconds(999));
        delay.IsCompleted.ShouldBeFalse();
        _time.Advance(TimeSpan.FromMilliseconds(1));

        await delay;
    }

    [Fact]
    public void Disposed_and_disarmed_timers_do_not_fire()
    {
        var fired = 0;
        var timer = _time.CreateTimer(_ => fired++, null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1));
        timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan).ShouldBeTrue();
        _time.Advance(TimeSpan.FromSeconds(5));
        timer.Change(TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan);
        timer.Dispose();
        _time.Advance(TimeSpan.FromSeconds(5));

        fired.ShouldBe(0);
        _time.ActiveTimers.ShouldBe(0);
        timer.Change(TimeSpan.Zero, TimeSpan.Zero).ShouldBeFalse();
    }

    [Fact]
    public void A_timer_created_in_a_callback_fires_in_the_same_advance()
    {
        var fired = TimeSpan.Zero;
        using var outer = _time.CreateTimer(
            _ => _time.CreateTimer(_ => fired = _time.Elapsed, null, TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan),
            null,
            TimeSpan.FromSeconds(1),
            Timeout.InfiniteTimeSpan);

        _time.Advance(TimeSpan.FromSeconds(10));

        fired.ShouldBe(TimeSpan.FromSeconds(2));
    }

    [Fact]
    public void Time_does_not_run_backwards() =>
        Should.Throw<ArgumentOutOfRangeException>(() => _time.Advance(TimeSpan.FromTicks(-1)));
}
