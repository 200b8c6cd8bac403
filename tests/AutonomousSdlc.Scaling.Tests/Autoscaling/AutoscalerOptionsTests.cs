using Microsoft.Extensions.Options;

namespace AutonomousSdlc.Scaling.Tests.Autoscaling;

public sealed class AutoscalerOptionsTests
{
    [Fact]
    public void Every_error_is_told_at_once_with_values_and_remedy()
    {
        var exception = Should.Throw<OptionsValidationException>(() => Autoscaler.Create("workers", new InMemoryScaleTarget(), options =>
        {
            options.Minimum = 12;
            options.Maximum = 4;
            options.Interval = TimeSpan.FromMilliseconds(10);
            options.Up.Count = 0;
            options.Up.Ratio = 0;
            options.Down.Ratio = -1;
            options.Target(Signal.From("queue", () => 1), perWorker: 0);
            options.Target(Signal.From("queue", () => 1), perWorker: 1);
        }));

        var errors = string.Join('\n', exception.Failures);
        errors.ShouldContain("Autoscaler \"workers\": Minimum (12) must not exceed Maximum (4). Lower Minimum or raise Maximum.");
        errors.ShouldContain("Up.Count (0) and Up.Ratio (0) allow no step at all. Raise one of them.");
        errors.ShouldContain("The target of signal \"queue\" (0) must be a positive number.");
        errors.ShouldContain("Two targets have the signal \"queue\".");
        errors.ShouldContain("Interval (00:00:00.0100000) must be between 00:00:01 and 01:00:00.");
        errors.ShouldContain("Ratio");
    }

    [Fact]
    public void An_autoscaler_without_a_signal_is_refused() =>
        Should.Throw<OptionsValidationException>(() => Autoscaler.Create("workers", new InMemoryScaleTarget(), _ => { }))
            .Failures.ShouldContain("Autoscaler \"workers\": There is no signal. Call Target with a signal and the load per worker.");

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(-3.0)]
    public void A_target_that_is_no_positive_number_is_refused(double perWorker) =>
        Should.Throw<OptionsValidationException>(() => Autoscaler.Create("workers", new InMemoryScaleTarget(), options => options.TargetAverage(Signal.From("cpu", () => 1), perWorker)))
            .Message.ShouldContain("must be a positive number");

    [Fact]
    public void Process_options_tell_every_error_at_once()
    {
        var exception = Should.Throw<OptionsValidationException>(() => new ProcessScaleTarget(new ProcessScaleTargetOptions
        {
            RestartDelay = TimeSpan.FromSeconds(10),
            MaximumRestartDelay = TimeSpan.FromSeconds(1),
            ReadinessPath = "ready",
            DrainTimeout = TimeSpan.FromDays(2),
        }));

        var errors = string.Join('\n', exception.Failures);
        errors.ShouldContain("FileName");
        errors.ShouldContain("RestartDelay (00:00:10) must not exceed MaximumRestartDelay (00:00:01)");
        errors.ShouldContain("ReadinessPath (ready) must be a path that begins with a slash");
        errors.ShouldContain("DrainTimeout (2.00:00:00) must be between");
    }
}
