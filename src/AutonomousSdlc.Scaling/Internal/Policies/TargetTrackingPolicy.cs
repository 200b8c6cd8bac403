namespace AutonomousSdlc.Scaling.Internal.Policies;

/// <summary>
/// Target tracking: each signal asks for ceil(load / target) workers, the largest request counts; down only to the maximum
/// of the stabilisation window, within rates and bounds. A signal without a value never scales down.
/// </summary>
/// <remarks>
/// The algorithm of the Kubernetes HorizontalPodAutoscaler (kubernetes.io, "Horizontal Pod Autoscaling", algorithm details
/// and configurable scaling behaviour), stated on the total load. Workers that are starting count as present, because they
/// are part of the desired count; that is what its damping for unready pods is for. Not safe for concurrent use.
/// </remarks>
internal sealed class TargetTrackingPolicy
{
    private readonly StabilizationWindow _window = new();
    private readonly ScaleRateLimiter _rates = new();
    private bool _hasMemory;

    public ScaleDecision Decide(in ScaleObservation observation, AutoscalerOptions options)
    {
        var target = observation.Target;
        var from = target.Desired;
        var now = observation.Now;
        var signals = new SignalEvidence[observation.Signals.Count];
        int? wanted = null;
        for (var i = 0; i < signals.Length; i++)
        {
            signals[i] = WorkersNeeded.For(observation.Signals[i], target, options.Tolerance);
            wanted = signals[i].Wanted is { } one && one > (wanted ?? -1) ? one : wanted;
        }

        var needed = Remember(now, from, wanted, options.ScaleDownStabilization);
        var (to, cause) = Choose(from, wanted, needed, signals, now, options);
        return new ScaleDecision
        {
            Autoscaler = observation.Autoscaler,
            At = observation.At,
            From = from,
            To = to,
            Cause = cause,
            Reason = ScaleReasons.Describe(from, to, cause, signals, needed, options),
            Evidence = new ScaleEvidence
            {
                Target = target,
                Signals = signals,
                Wanted = wanted,
                WantedWithinWindow = needed,
                Minimum = options.Minimum,
                Maximum = options.Maximum,
            },
        };
    }

    /// <summary>Tells that a decision was carried out, which is what rates count.</summary>
    public void Applied(TimeSpan now, int from, int to, AutoscalerOptions options)
    {
        _rates.Trim(now, options.Up.Period > options.Down.Period ? options.Up.Period : options.Down.Period);
        _rates.Record(now, to - from);
    }

    /// <summary>Forgets the past, which belonged to another target.</summary>
    public void Reset()
    {
        _window.Clear();
        _rates.Clear();
        _hasMemory = false;
    }

    /// <returns>Most workers that were needed within the window.</returns>
    private int Remember(TimeSpan now, int from, int? wanted, TimeSpan window)
    {
        if (wanted is not { } need)
        {
            // After a gap as long as the window nothing is known about it.
            var known = _window.Maximum(now, window);
            _hasMemory &= known is not null;
            return known ?? from;
        }

        if (!_hasMemory)
        {
            // Without memory the window begins with what runs: no drop on the first glance.
            _window.Add(now, from);
            _hasMemory = true;
        }

        _window.Add(now, need);
        return window > TimeSpan.Zero ? _window.Maximum(now, window)!.Value : need;
    }

    private (int To, ScaleCause Cause) Choose(int from, int? wanted, int neededWithinWindow, SignalEvidence[] signals, TimeSpan now, AutoscalerOptions options)
    {
        var inBounds = Math.Clamp(from, options.Minimum, options.Maximum);
        var anyUnknown = Array.Exists(signals, static signal => signal.Wanted is null);
        if (wanted is not { } need || (need <= from && anyUnknown))
        {
            return inBounds == from ? (from, ScaleCause.SignalUnknown) : (inBounds, ScaleCause.OutOfBounds);
        }

        if (need > from)
        {
            var ceiling = Math.Min(need, options.Maximum);
            if (ceiling <= from)
            {
                return inBounds == from ? (from, ScaleCause.AtMaximum) : (inBounds, ScaleCause.OutOfBounds);
            }

            // Bounds come before rates: a count below the minimum is raised to it whatever the rate says.
            var raised = Math.Max(Math.Min(ceiling, _rates.Highest(now, from, options.Up)), Math.Max(from, inBounds));
            var cause = need <= inBounds ? ScaleCause.OutOfBounds : ScaleCause.LoadAboveTarget;
            return raised == from ? (from, ScaleCause.RateLimited) : (raised, cause);
        }

        if (inBounds > from || need == from)
        {
            var hold = Array.Exists(signals, signal => signal.Wanted == need && signal.Note is not null) ? ScaleCause.WithinTolerance : ScaleCause.OnTarget;
            return inBounds == from ? (from, hold) : (inBounds, ScaleCause.OutOfBounds);
        }

        return ChooseLower(from, inBounds, neededWithinWindow, now, options);
    }

    private (int To, ScaleCause Cause) ChooseLower(int from, int inBounds, int neededWithinWindow, TimeSpan now, AutoscalerOptions options)
    {
        var stable = Math.Min(from, neededWithinWindow);
        var floor = Math.Max(stable, options.Minimum);
        var lowered = Math.Min(inBounds, Math.Max(floor, _rates.Lowest(now, from, options.Down)));
        if (lowered < from)
        {
            return (lowered, lowered == inBounds && floor >= inBounds ? ScaleCause.OutOfBounds : ScaleCause.LoadBelowTarget);
        }

        if (from == options.Minimum)
        {
            return (from, ScaleCause.AtMinimum);
        }

        return (from, stable == from ? ScaleCause.Stabilizing : ScaleCause.RateLimited);
    }
}
