namespace AutonomousSdlc.Scaling.Internal.Autoscaling;

/// <summary>Keeps every change, and of a run of holds for the same cause only the first, so that a quiet day does not push changes out.</summary>
internal sealed class DecisionHistory(int limit)
{
    private readonly Lock _lock = new();
    private readonly Queue<ScaleDecision> _kept = new();
    private ScaleDecision? _last;

    public ScaleDecision? Last
    {
        get
        {
            lock (_lock)
            {
                return _last;
            }
        }
    }

    /// <summary>Adds a decision; true when it is worth telling: a change, or a hold for another cause than before.</summary>
    public bool Add(ScaleDecision decision)
    {
        lock (_lock)
        {
            var isNews = decision.IsChange || _last is null || _last.IsChange || _last.Cause != decision.Cause;
            _last = decision;
            if (isNews)
            {
                _kept.Enqueue(decision);
                if (_kept.Count > limit)
                {
                    _kept.Dequeue();
                }
            }

            return isNews;
        }
    }

    public IReadOnlyList<ScaleDecision> ToList()
    {
        lock (_lock)
        {
            return [.. _kept];
        }
    }
}
