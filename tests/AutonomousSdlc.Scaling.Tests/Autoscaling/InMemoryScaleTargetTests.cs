using AutonomousSdlc.Testing;

namespace AutonomousSdlc.Scaling.Tests.Autoscaling;

public sealed class InMemoryScaleTargetTests
{
    private readonly ManualTimeProvider _time = new();

    [Fact]
    public async Task Workers_start_and_drain_in_their_time()
    {
        var target = new InMemoryScaleTarget(1, TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(5), _time);
        await target.SetDesiredAsync(3, "more");
        Counts(target).ShouldBe((3, 1, 2, 0));

        _time.Advance(TimeSpan.FromSeconds(10));
        Counts(target).ShouldBe((3, 3, 0, 0));
        target.State.StartupDurations.ShouldBe([TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(10)]);

        await target.SetDesiredAsync(1, "fewer");
        Counts(target).ShouldBe((1, 1, 0, 2));
        _time.Advance(TimeSpan.FromSeconds(5));
        Counts(target).ShouldBe((1, 1, 0, 0));
    }

    [Fact]
    public async Task What_does_not_serve_yet_goes_first()
    {
        var target = new InMemoryScaleTarget(2, TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(5), _time);
        await target.SetDesiredAsync(5, "more");
        await target.SetDesiredAsync(1, "fewer");

        Counts(target).ShouldBe((1, 1, 0, 1));
    }

    [Fact]
    public async Task Without_delays_everything_is_immediate()
    {
        var target = new InMemoryScaleTarget(timeProvider: _time);
        await target.SetDesiredAsync(100, "all");

        Counts(target).ShouldBe((100, 100, 0, 0));
        (await target.ObserveAsync()).StartupDurations.Count.ShouldBe(64);
    }

    [Fact]
    public async Task Negative_figures_are_refused()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => new InMemoryScaleTarget(-1));
        Should.Throw<ArgumentOutOfRangeException>(() => new InMemoryScaleTarget(1, TimeSpan.FromSeconds(-1)));
        await Should.ThrowAsync<ArgumentOutOfRangeException>(async () => await new InMemoryScaleTarget().SetDesiredAsync(-1, ""));
    }

    private static (int Desired, int Ready, int Pending, int Draining) Counts(InMemoryScaleTarget target)
    {
        var state = target.State;
        return (state.Desired, state.Ready, state.Pending, state.Draining);
    }
}
