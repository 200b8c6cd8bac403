using AutonomousSdlc.Deployment.Forwarder.Internal.Policies;
using FsCheck;
using FsCheck.Fluent;

namespace AutonomousSdlc.Deployment.Forwarder.Tests.Policies;

public sealed class LatencyHistogramTests
{
    [Fact]
    public void An_empty_histogram_has_no_quantile() => new LatencyHistogram().Quantile(0.5).ShouldBeNull();

    [Fact]
    public void A_quantile_is_never_below_and_at_most_an_eighth_above_the_true_one()
    {
        var samples = Gen.Choose(0, int.MaxValue).Two().Select(pair => (long)pair.Item1 >> (pair.Item2 % 31)).NonEmptyListOf();

        Prop.ForAll(samples.ToArbitrary(), values =>
        {
            var histogram = new LatencyHistogram();
            foreach (var value in values)
            {
                histogram.Add(TimeSpan.FromMicroseconds(value));
            }

            var sorted = values.Order().ToList();
            foreach (var ratio in (double[])[0, 0.01, 0.5, 0.9, 0.99, 1])
            {
                var exact = sorted[Math.Clamp((int)Math.Ceiling(ratio * sorted.Count), 1, sorted.Count) - 1];
                var reported = (long)histogram.Quantile(ratio)!.Value.TotalMicroseconds;
                reported.ShouldBeGreaterThanOrEqualTo(exact);
                reported.ShouldBeLessThanOrEqualTo(exact + (exact / 8));
            }
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void What_is_too_long_lands_in_the_last_bucket_and_what_is_negative_in_the_first()
    {
        var histogram = new LatencyHistogram();
        histogram.Add(TimeSpan.FromDays(10));
        histogram.Quantile(1)!.Value.ShouldBeGreaterThan(TimeSpan.FromHours(19));
        histogram.Add(TimeSpan.FromSeconds(-1));
        histogram.Quantile(0)!.Value.ShouldBe(TimeSpan.Zero);
    }
}
