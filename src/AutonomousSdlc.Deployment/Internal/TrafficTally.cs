namespace AutonomousSdlc.Deployment.Internal;

/// <summary>
/// Sums up a slot's counters since a change of traffic. A router that restarts begins at zero; what it had counted before
/// is kept.
/// </summary>
internal sealed class TrafficTally
{
    private TrafficCounters _before;
    private TrafficCounters _last;

    public TrafficCounters Sum => new(_before.Requests + _last.Requests, _before.Failures + _last.Failures);

    public void Add(TrafficCounters sinceChange)
    {
        if (sinceChange.Requests < _last.Requests || sinceChange.Failures < _last.Failures)
        {
            _before = Sum;
        }

        _last = sinceChange;
    }
}
