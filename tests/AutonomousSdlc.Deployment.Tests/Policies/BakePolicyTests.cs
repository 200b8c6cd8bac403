using AutonomousSdlc.Deployment.Internal.Policies;

namespace AutonomousSdlc.Deployment.Tests.Policies;

public sealed class BakePolicyTests
{
    private static readonly TimeSpan Bake = TimeSpan.FromMinutes(2);

    private readonly BakePolicy _policy = new(new StrategySettings { Bake = Bake }, unhealthyAfter: 3);

    [Theory]
    [InlineData(10, 0, 0, BakeVerdict.Continue)]
    [InlineData(10, 1000, 10, BakeVerdict.Continue)]
    [InlineData(10, 19, 10, BakeVerdict.Continue)]
    [InlineData(10, 20, 10, BakeVerdict.Abort)]
    [InlineData(10, 10, 10, BakeVerdict.Abort)]
    [InlineData(10, 9, 9, BakeVerdict.Continue)]
    [InlineData(120, 19, 0, BakeVerdict.Inconclusive)]
    [InlineData(120, 20, 1, BakeVerdict.Promote)]
    [InlineData(120, 20, 2, BakeVerdict.Abort)]
    [InlineData(120, 100, 5, BakeVerdict.Promote)]
    [InlineData(120, 100, 6, BakeVerdict.Abort)]
    public void Decides_by_counts_and_time(int seconds, long requests, long failures, BakeVerdict expected)
    {
        var evidence = _policy.Evaluate(new BakeSample(TimeSpan.FromSeconds(seconds), requests, failures, 0, 0, null));

        evidence.Verdict.ShouldBe(expected, evidence.Reason);
        (evidence.Requests, evidence.Failures, evidence.Limit).ShouldBe((requests, failures, 0.05));
    }

    [Fact]
    public void Health_and_sight_abort_at_any_time_and_delay_a_promotion()
    {
        Evaluate(unhealthy: 3, blind: 0, 5).Verdict.ShouldBe(BakeVerdict.Abort);
        Evaluate(unhealthy: 0, blind: 5, 5).Verdict.ShouldBe(BakeVerdict.Abort);
        Evaluate(unhealthy: 3, blind: 0, 120).Verdict.ShouldBe(BakeVerdict.Abort);
        Evaluate(unhealthy: 1, blind: 0, 120).Verdict.ShouldBe(BakeVerdict.Continue);
        Evaluate(unhealthy: 0, blind: 1, 120).Verdict.ShouldBe(BakeVerdict.Continue);
        Evaluate(unhealthy: 0, blind: 0, 120).Verdict.ShouldBe(BakeVerdict.Promote);

        BakeEvidence Evaluate(int unhealthy, int blind, int seconds) =>
            _policy.Evaluate(new BakeSample(TimeSpan.FromSeconds(seconds), 1000, 0, unhealthy, blind, "it is gone"));
    }

    [Fact]
    public void A_ratio_at_the_limit_is_falsely_aborted_at_most_at_the_promised_rate_although_it_is_looked_at_after_every_request()
    {
        const int Seed = 20261120;
        const int Runs = 2000;
        var random = new Random(Seed);
        var evidence = new BernoulliEvidence(0.05);
        var alarms = 0;
        for (var run = 0; run < Runs; run++)
        {
            var failures = 0;
            for (var requests = 1; requests <= 500; requests++)
            {
                failures += random.NextDouble() < 0.05 ? 1 : 0;
                if (evidence.EValue(requests, failures) >= 100)
                {
                    alarms++;
                    break;
                }
            }
        }

        // Ville's inequality bounds the rate by 1 %; three standard errors of 2000 runs are 0.7 %.
        ((double)alarms / Runs).ShouldBeLessThan(0.017, $"seed {Seed}");
    }

    [Fact]
    public void A_ratio_four_times_the_limit_is_found_within_a_hundred_requests_at_the_median()
    {
        const int Seed = 42;
        var random = new Random(Seed);
        var evidence = new BernoulliEvidence(0.05);
        var found = new List<int>();
        for (var run = 0; run < 501; run++)
        {
            var (requests, failures) = (0, 0);
            do
            {
                requests++;
                failures += random.NextDouble() < 0.2 ? 1 : 0;
            }
            while (evidence.EValue(requests, failures) < 100);

            found.Add(requests);
        }

        found.Order().ElementAt(250).ShouldBeLessThan(100, $"seed {Seed}");
    }

    [Fact]
    public void Evidence_is_one_without_requests_and_stays_a_number_for_many()
    {
        foreach (var limit in new[] { 1e-9, 0.001, 0.05, 0.5, 0.999 })
        {
            var evidence = new BernoulliEvidence(limit);
            evidence.EValue(0, 0).ShouldBe(1, 1e-9);
            double.IsNaN(evidence.EValue(1_000_000_000, 1_000_000_000)).ShouldBeFalse();
            double.IsFinite(evidence.EValue(1_000_000_000, 1_000_000_000)).ShouldBeTrue();
            evidence.EValue(1_000_000, 0).ShouldBeLessThanOrEqualTo(1);
        }
    }
}
