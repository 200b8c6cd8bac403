namespace AutonomousSdlc.Deployment.Internal.Policies;

/// <summary>
/// Evidence that a failure ratio is above a limit, which may be looked at after every request without inflating the false
/// alarms: the chance that it ever reaches 1/a while the true ratio is at or below the limit is at most a.
/// </summary>
/// <remarks>
/// A uniform mixture of likelihood ratios against the limit over alternatives with greater odds. Each ratio is a
/// non-negative supermartingale for every true ratio up to the limit, so the mixture is one too, and Ville's inequality
/// bounds it (Howard, Ramdas, McAuliffe and Sekhon, "Time-uniform Chernoff bounds via nonnegative supermartingales",
/// Probability Surveys 17, 2020; the method of mixtures goes back to Robbins, 1970). 32 logarithms once, 32 exponentials
/// per look.
/// </remarks>
internal sealed class BernoulliEvidence
{
    private const int Alternatives = 32;

    /// <summary>Odds of the alternatives relative to the limit's: from 1.25 to about 1262.</summary>
    private const double OddsStep = 1.25;

    private readonly double[] _perFailure = new double[Alternatives];
    private readonly double[] _perSuccess = new double[Alternatives];

    public BernoulliEvidence(double limit)
    {
        var odds = limit / (1 - limit);
        for (var index = 0; index < Alternatives; index++)
        {
            odds *= OddsStep;
            var ratio = odds / (1 + odds);
            _perFailure[index] = Math.Log(ratio / limit);
            _perSuccess[index] = Math.Log((1 - ratio) / (1 - limit));
        }
    }

    /// <summary>The e-value; 1 without requests, at most <see cref="double.MaxValue"/>.</summary>
    public double EValue(long requests, long failures)
    {
        var sum = 0.0;
        for (var index = 0; index < Alternatives; index++)
        {
            sum += Math.Exp((failures * _perFailure[index]) + ((requests - failures) * _perSuccess[index]));
        }

        return Math.Min(sum / Alternatives, double.MaxValue);
    }
}
