using System.Numerics;

namespace AutonomousSdlc.Caching.Internal.Policies;

/// <summary>Compares every arm with the one in use, on exactly the same requests.</summary>
/// <remarks>
/// Only requests on which two arms disagree tell them apart, as in the test of McNemar, "Note on the sampling error of the
/// difference between correlated proportions or percentages" (1947). If both were equally good, the difference would have
/// a standard deviation of the square root of the number of disagreements.
/// </remarks>
internal sealed class PairedEvidence(int arms)
{
    /// <summary>Least difference in hits that counts.</summary>
    public const double LeastDifference = 16;

    /// <summary>Least difference in standard deviations; high because all arms are looked at again and again.</summary>
    public const double LeastDeviations = 3.5;

    /// <summary>What is left of old evidence at each look.</summary>
    public const double Decay = 0.95;

    private readonly double[] _gained = new double[arms];
    private readonly double[] _lost = new double[arms];

    /// <summary>Requests that the arm would have hit and the one in use not.</summary>
    public double Gained(int arm) => _gained[arm];

    /// <summary>Requests that the arm in use hit and this one would not have.</summary>
    public double Lost(int arm) => _lost[arm];

    /// <summary>Counts one request.</summary>
    /// <param name="hits">Bit i is set when arm i hit.</param>
    /// <param name="current">The arm in use.</param>
    public void Count(uint hits, int current)
    {
        var isHit = (hits >> current & 1) != 0;
        var counters = isHit ? _lost : _gained;
        var differing = (isHit ? ~hits : hits) & ((1u << arms) - 1);
        for (; differing != 0; differing &= differing - 1)
        {
            counters[BitOperations.TrailingZeroCount(differing)]++;
        }
    }

    /// <summary>The arm that is better beyond doubt than the one in use, the best of several; or -1.</summary>
    public int Better()
    {
        var best = -1;
        var most = 0.0;
        for (var arm = 0; arm < arms; arm++)
        {
            var difference = _gained[arm] - _lost[arm];
            if (difference >= LeastDifference && difference > LeastDeviations * Math.Sqrt(_gained[arm] + _lost[arm]) && difference > most)
            {
                most = difference;
                best = arm;
            }
        }

        return best;
    }

    /// <summary>Lets old evidence fade.</summary>
    public void Fade()
    {
        for (var arm = 0; arm < arms; arm++)
        {
            _gained[arm] *= Decay;
            _lost[arm] *= Decay;
        }
    }

    /// <summary>Forgets everything: another arm is in use.</summary>
    public void Clear()
    {
        Array.Clear(_gained);
        Array.Clear(_lost);
    }
}
