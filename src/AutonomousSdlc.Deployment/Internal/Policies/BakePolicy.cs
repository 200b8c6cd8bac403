using System.Globalization;

namespace AutonomousSdlc.Deployment.Internal.Policies;

/// <summary>
/// Decides about a new version under traffic. It is asked at every look; an abort may come at any of them, a promotion
/// only at the end of the window.
/// </summary>
/// <remarks>
/// The failure ratio is tested against the limit by <see cref="BernoulliEvidence"/>, which stays valid however often it is
/// looked at. At the end of the window a ratio above the limit is not promoted even where the evidence does not suffice to
/// call it proven. Failures that come in bursts count one by one: a limit well above the usual ratio absorbs them.
/// </remarks>
internal sealed class BakePolicy(StrategySettings strategy, int unhealthyAfter)
{
    /// <summary>Requests that failed without exception and need no statistics.</summary>
    public const int HardFailRequests = 10;

    /// <summary>Looks in a row without the router's counters after which going on would be blind.</summary>
    public const int BlindLimit = 5;

    private readonly BernoulliEvidence _evidence = new(strategy.ErrorRatioLimit);

    public BakeEvidence Evaluate(in BakeSample sample)
    {
        var eValue = _evidence.EValue(sample.Requests, sample.Failures);
        var (verdict, reason) = Decide(sample, eValue);
        return new BakeEvidence
        {
            Verdict = verdict,
            Reason = reason,
            Requests = sample.Requests,
            Failures = sample.Failures,
            Limit = strategy.ErrorRatioLimit,
            EValue = eValue,
            Elapsed = sample.Elapsed,
        };
    }

    private (BakeVerdict Verdict, string Reason) Decide(in BakeSample sample, double eValue)
    {
        var counts = string.Create(
            CultureInfo.InvariantCulture,
            $"{sample.Failures} of {sample.Requests} requests failed (limit {strategy.ErrorRatioLimit:0.####%})");
        if (sample.UnhealthyChecks >= unhealthyAfter)
        {
            return (BakeVerdict.Abort, $"The new version was unhealthy in {sample.UnhealthyChecks} checks in a row: {sample.Problem}");
        }

        if (sample.BlindChecks >= BlindLimit)
        {
            return (BakeVerdict.Abort, $"The router could not be read {sample.BlindChecks} times in a row, so nobody watches the new version: {sample.Problem}");
        }

        if (sample.Failures == sample.Requests && sample.Requests >= Math.Min(HardFailRequests, strategy.MinimumRequests))
        {
            return (BakeVerdict.Abort, $"All {sample.Requests} requests of the new version failed.");
        }

        if (sample.Requests >= strategy.MinimumRequests && eValue >= 1 / strategy.FalseAbortRate)
        {
            return (BakeVerdict.Abort, string.Create(CultureInfo.InvariantCulture, $"{counts}; e-value {eValue:G3} proves a ratio above the limit."));
        }

        if (sample.Elapsed < strategy.Bake || sample.UnhealthyChecks > 0 || sample.BlindChecks > 0)
        {
            return (BakeVerdict.Continue, $"{counts}.");
        }

        if (sample.Requests < strategy.MinimumRequests)
        {
            return (
                BakeVerdict.Inconclusive,
                $"Only {sample.Requests} of the {strategy.MinimumRequests} requests that a decision needs were seen in {Text.Of(strategy.Bake)}.");
        }

        return sample.Failures <= strategy.ErrorRatioLimit * sample.Requests
            ? (BakeVerdict.Promote, $"{counts} in {Text.Of(sample.Elapsed)}.")
            : (BakeVerdict.Abort, $"{counts} at the end of the window.");
    }
}
