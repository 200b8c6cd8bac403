namespace AutonomousSdlc.Resilience.Internal.Policies;

/// <summary>
/// The circuit of one partition as a pure state machine. What it keeps is a level: how many attempts may be under way at
/// a time. Enough failures set it to zero; after a pause it returns to a few probes and doubles with each round of
/// successes (slow start), so that one good answer does not let all callers loose on a dependency that just came back.
/// Called by one thread at a time.
/// </summary>
internal sealed class AdmissionPolicy(ITripTest trip, long now)
{
    /// <summary>A recovery ends only after a round of at least so many successes, unless it has outlasted a pause without refusing anybody.</summary>
    internal const double RampFloor = 8;

    private readonly ProbeLeases _leases = new();
    private double _level = AdmissionLevel.Unlimited;
    private bool _isolated;
    private bool _probing;
    private bool _refusedInRound;
    private bool _refusedInRecovery;
    private int _roundSuccesses;
    private long _reopensAt;
    private long _since = now;

    /// <summary>Changes whenever results of attempts that are under way stop counting.</summary>
    public long Epoch { get; private set; }

    public AdmissionLevel Level => new(_isolated ? 0 : _level, AdmissionLevel.Unlimited);

    public CircuitState State => _isolated ? CircuitState.Isolated : Level.State;

    /// <summary>Whether every attempt is admitted and a success would change nothing: the engine then needs no lock.</summary>
    public bool IsQuiet => State == CircuitState.Closed && trip.IsAtRest;

    public int Failures => trip.Failures;

    /// <summary>Pauses in a row without a recovery that lasted.</summary>
    public int Breaks { get; private set; }

    /// <summary>Timestamp of the last change of state.</summary>
    public long Since => _since;

    /// <summary>Timestamp from which probes are admitted; zero unless the circuit is open.</summary>
    public long ReopensAt => State == CircuitState.Open ? _reopensAt : 0;

    public int ProbesUnderWay => _leases.Count;

    public AdmissionDecision TryAdmit(long now, BreakerSettings settings, IRandomSource random)
    {
        var transition = default(Transition);
        switch (State)
        {
            case CircuitState.Isolated:
                return new AdmissionDecision(RejectionReason.Isolated, default, 0, default);
            case CircuitState.Closed:
                return new AdmissionDecision(RejectionReason.None, new Permit(Epoch), 0, default);
            case CircuitState.Open when now < _reopensAt:
                return new AdmissionDecision(RejectionReason.CircuitOpen, default, _reopensAt - now, default);
            case CircuitState.Open:
                transition = BeginRecovery(now, settings);
                break;
            default:
                transition = ExpireLeases(now, settings, random);
                break;
        }

        if (State == CircuitState.Open)
        {
            return new AdmissionDecision(RejectionReason.CircuitOpen, default, _reopensAt - now, transition);
        }

        if (_leases.Count < (int)_level)
        {
            return new AdmissionDecision(RejectionReason.None, new Permit(Epoch, _leases.Take(now + settings.ProbeLease)), 0, transition);
        }

        _refusedInRound = _refusedInRecovery = true;
        var untilExpiry = _leases.EarliestExpiry - now;
        return new AdmissionDecision(RejectionReason.ProbeLimit, default, Math.Min(untilExpiry, settings.Pause), transition);
    }

    /// <param name="permit">Permit of the attempt that ended.</param>
    /// <param name="evidence">What its result says.</param>
    /// <param name="retryAfter">Time that the dependency asked to be left alone, in timestamp units; zero if it did not ask.</param>
    /// <param name="now">Timestamp.</param>
    /// <param name="settings">Settings.</param>
    /// <param name="random">Source of the jitter of pauses.</param>
    /// <returns>The change of state that the result brought about.</returns>
    public Transition Report(Permit permit, Evidence evidence, long retryAfter, long now, BreakerSettings settings, IRandomSource random)
    {
        if (permit.Epoch != Epoch || (permit.Lease != 0 && !_leases.Return(permit.Lease)) || evidence == Evidence.None)
        {
            return default;
        }

        if (State == CircuitState.HalfOpen)
        {
            return evidence == Evidence.Success ? Advance(now, settings) : Retreat(1, TransitionCause.ProbeFailed, retryAfter, now, settings, random);
        }

        if (evidence == Evidence.Success)
        {
            trip.OnSuccess(now);
            return default;
        }

        if (!trip.OnFailure(now, settings))
        {
            return default;
        }

        // A circuit that stayed closed for longer than any pause starts over with the shortest one.
        Breaks = now - _since > settings.MaximumPause ? 0 : Breaks;
        return Open(TransitionCause.Tripped, trip.Failures, retryAfter, now, settings, random);
    }

    public Transition Isolate(long now)
    {
        if (_isolated)
        {
            return default;
        }

        var from = State;
        _isolated = true;
        StartEpoch(now);
        return new Transition(from, CircuitState.Isolated, TransitionCause.Isolated);
    }

    public Transition Reset(long now)
    {
        var from = State;
        _isolated = false;
        _level = AdmissionLevel.Unlimited;
        Breaks = 0;
        trip.Reset();
        StartEpoch(now);
        return from == CircuitState.Closed ? default : new Transition(from, CircuitState.Closed, TransitionCause.Reset);
    }

    private Transition BeginRecovery(long now, BreakerSettings settings)
    {
        _level = settings.Probes;
        _probing = true;
        _refusedInRecovery = false;
        StartEpoch(now);
        StartRound();
        return new Transition(CircuitState.Open, CircuitState.HalfOpen, TransitionCause.PausePassed);
    }

    private Transition ExpireLeases(long now, BreakerSettings settings, IRandomSource random)
    {
        var expired = _leases.Expire(now);
        return expired == 0 ? default : Retreat(expired, TransitionCause.ProbeHung, retryAfter: 0, now, settings, random);
    }

    private Transition Advance(long now, BreakerSettings settings)
    {
        if (++_roundSuccesses < (int)_level)
        {
            return default;
        }

        _probing = false;
        var demandMet = !_refusedInRound && (_level >= RampFloor || (!_refusedInRecovery && now - _since >= settings.Pause));
        _level = Math.Min(_level * 2, AdmissionLevel.Unlimited);
        StartRound();
        if (!demandMet && _level < AdmissionLevel.Unlimited)
        {
            return default;
        }

        _level = AdmissionLevel.Unlimited;
        trip.Reset();
        StartEpoch(now);
        return new Transition(CircuitState.HalfOpen, CircuitState.Closed, TransitionCause.Recovered);
    }

    private Transition Retreat(int failures, TransitionCause cause, long retryAfter, long now, BreakerSettings settings, IRandomSource random)
    {
        _level = _probing ? 0 : Math.ScaleB(_level, -Math.Min(failures, 64));
        StartRound();
        return _level < 1 ? Open(cause, failures, retryAfter, now, settings, random) : default;
    }

    private Transition Open(TransitionCause cause, int failures, long retryAfter, long now, BreakerSettings settings, IRandomSource random)
    {
        var from = cause == TransitionCause.Tripped ? CircuitState.Closed : CircuitState.HalfOpen;
        var pause = PauseSchedule.Next(Breaks, retryAfter, settings, random);
        Breaks++;
        _level = 0;
        _reopensAt = now + pause;
        trip.Reset();
        StartEpoch(now);
        return new Transition(from, CircuitState.Open, cause, failures, pause);
    }

    private void StartEpoch(long now)
    {
        Epoch++;
        _since = now;
        _leases.Clear();
    }

    private void StartRound()
    {
        _roundSuccesses = 0;
        _refusedInRound = false;
    }
}
