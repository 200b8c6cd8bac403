using AutonomousSdlc.Resilience.Internal.Policies;
using AutonomousSdlc.Shared;

namespace AutonomousSdlc.Resilience.Internal;

/// <summary>
/// The circuit, retry budget and counters of one partition. While the circuit is closed and nothing has failed since the
/// last success, attempts pass without a lock: <see cref="_gate"/> carries the epoch to admit them with, and
/// <see cref="_attention"/> says that a success need not be reported. While it is open, <see cref="_shutUntil"/> refuses
/// without a lock; it may lag behind the state by what happens meanwhile, which only moves a call before or after it.
/// </summary>
internal sealed class GuardPartition
{
    private readonly Lock _lock = new();
    private readonly AdmissionPolicy _admission;
    private readonly RetryBudget _budget = new();
    private readonly IRandomSource _random;
    private readonly TimeProvider _timeProvider;
    private readonly string _guardName;
    private long _gate;
    private long _shutUntil;
    private bool _attention;
    private bool _touched;
    private Transition _lastTransition;
    private GuardIdentity _identity;
    private string? _lastFailure;
    private bool _budgetWasEmpty;

    public GuardPartition(string guardName, string? key, TimeProvider timeProvider, IRandomSource random)
    {
        _guardName = guardName;
        _timeProvider = timeProvider;
        _random = random;
        _admission = new AdmissionPolicy(new ConsecutiveFailuresTest(), timeProvider.GetTimestamp());
        _identity = new GuardIdentity(guardName, key, isolationReason: null);
        Key = key;
        LastGoodValues = new LastGoodValues(timeProvider);
        LastUsed = timeProvider.GetTimestamp();
        _gate = _admission.Epoch;
    }

    public string? Key { get; }

    public StripedCounters Counters { get; } = new();

    public LastGoodValues LastGoodValues { get; }

    public GuardIdentity Identity => Volatile.Read(ref _identity);

    /// <summary>Timestamp of the last eviction round that found the partition in use.</summary>
    public long LastUsed { get; private set; }

    public CircuitState State
    {
        get
        {
            lock (_lock)
            {
                return _admission.State;
            }
        }
    }

    /// <summary>Attempts under way. Counters are read one after the other, so the difference may be off by what happens meanwhile.</summary>
    public long InFlight => Math.Max(0, Counters.Sum(CounterId.Started) - Ended);

    /// <summary>Type of the last failure.</summary>
    public string? LastFailure => Volatile.Read(ref _lastFailure);

    /// <summary>Attempts that ended.</summary>
    public long Ended =>
        Counters.Sum(CounterId.Succeeded) + Counters.Sum(CounterId.Transient) + Counters.Sum(CounterId.Permanent)
        + Counters.Sum(CounterId.DependencyRejected) + Counters.Sum(CounterId.TimedOut) + Counters.Sum(CounterId.AttemptCancelled);

    private long Calls => Counters.Sum(CounterId.Started) - Counters.Sum(CounterId.Retries);

    /// <summary>Whether not every attempt is admitted: the circuit is open, half-open or isolated.</summary>
    public bool IsShut => Volatile.Read(ref _gate) < 0;

    /// <summary>The short way of a call that is refused: no lock, no permit, and no clock while isolated.</summary>
    /// <param name="timeProvider">Clock.</param>
    /// <param name="reason">Why the call is refused.</param>
    /// <param name="retryAfter">Time until another attempt may be admitted, in timestamp units; zero if unknown.</param>
    /// <returns>Whether the call is refused; if not, <see cref="TryEnter"/> decides.</returns>
    public bool TryRefuse(TimeProvider timeProvider, out RejectionReason reason, out long retryAfter)
    {
        if (!_touched)
        {
            _touched = true;
        }

        var shutUntil = Volatile.Read(ref _shutUntil);
        if (shutUntil == long.MaxValue)
        {
            reason = RejectionReason.Isolated;
            retryAfter = 0;
            return true;
        }

        reason = RejectionReason.CircuitOpen;
        retryAfter = shutUntil == 0 ? 0 : shutUntil - timeProvider.GetTimestamp();
        return retryAfter > 0;
    }

    /// <summary>Asks for a permit. Without a lock while the circuit is closed, or open with its pause still running, or isolated.</summary>
    /// <param name="settings">Settings.</param>
    /// <param name="now">Timestamp; <see cref="CallFrame.NoTimestamp"/> if the caller has none.</param>
    /// <param name="decision">The answer.</param>
    public bool TryEnter(GuardSettings settings, long now, out AdmissionDecision decision)
    {
        if (!_touched)
        {
            _touched = true;
        }

        var gate = Volatile.Read(ref _gate);
        if (gate >= 0)
        {
            decision = new AdmissionDecision(RejectionReason.None, new Permit(gate), 0, default);
            Counters.Increment(CounterId.Started);
            return true;
        }

        var shutUntil = Volatile.Read(ref _shutUntil);
        if (shutUntil == long.MaxValue)
        {
            decision = new AdmissionDecision(RejectionReason.Isolated, default, 0, default);
            return false;
        }

        now = now == CallFrame.NoTimestamp ? _timeProvider.GetTimestamp() : now;
        if (now < shutUntil)
        {
            decision = new AdmissionDecision(RejectionReason.CircuitOpen, default, shutUntil - now, default);
            return false;
        }

        return TryEnterSlow(settings, now, out decision);
    }

    /// <summary>Reports a success. Without a lock while it changes nothing.</summary>
    public Transition Succeed(GuardSettings settings, Permit permit)
    {
        Counters.Increment(CounterId.Succeeded);
        return Volatile.Read(ref _attention) ? ReportLocked(settings, permit, Evidence.Success, retryAfter: 0) : default;
    }

    public Transition Fail(GuardSettings settings, Permit permit, CallResultKind kind, long retryAfter, string? failure)
    {
        Counters.Increment(kind switch
        {
            CallResultKind.Transient => CounterId.Transient,
            CallResultKind.Permanent => CounterId.Permanent,
            CallResultKind.Rejection => CounterId.DependencyRejected,
            CallResultKind.Timeout => CounterId.TimedOut,
            _ => CounterId.AttemptCancelled,
        });
        if (kind is CallResultKind.Permanent or CallResultKind.Cancelled)
        {
            return permit.Lease == 0 ? default : ReportLocked(settings, permit, Evidence.None, retryAfter: 0);
        }

        Volatile.Write(ref _lastFailure, failure);
        return ReportLocked(settings, permit, Evidence.Failure, retryAfter);
    }

    /// <param name="settings">Settings.</param>
    /// <param name="question">The failed attempt.</param>
    /// <param name="budgetRanOut">Whether this is the first refusal by the budget since it last had a token.</param>
    public RetryDecision DecideRetry(GuardSettings settings, in RetryQuestion question, out bool budgetRanOut)
    {
        var calls = Calls;
        var now = _timeProvider.GetTimestamp();
        lock (_lock)
        {
            var decision = RetryPolicy.Decide(question, _budget, calls, now, settings.Retry, _random);
            var empty = decision.Stop == RetryStop.BudgetExhausted;
            budgetRanOut = empty && !_budgetWasEmpty;
            _budgetWasEmpty = empty || (_budgetWasEmpty && !decision.IsRetry);
            return decision;
        }
    }

    public Transition Isolate(string? reason)
    {
        lock (_lock)
        {
            Volatile.Write(ref _identity, new GuardIdentity(_guardName, Key, reason));
            return Publish(_admission.Isolate(_timeProvider.GetTimestamp()));
        }
    }

    public Transition Reset()
    {
        lock (_lock)
        {
            Volatile.Write(ref _identity, new GuardIdentity(_guardName, Key, isolationReason: null));
            return Publish(_admission.Reset(_timeProvider.GetTimestamp()));
        }
    }

    /// <summary>Notes for eviction whether the partition was in use since the last round.</summary>
    /// <returns>Whether it may be evicted as soon as it has been idle for long enough.</returns>
    public bool Observe(long now)
    {
        if (_touched || InFlight > 0)
        {
            _touched = false;
            LastUsed = now;
        }

        lock (_lock)
        {
            return _admission.State != CircuitState.Isolated && _admission.ReopensAt <= now && InFlight == 0;
        }
    }

    public GuardExplanation Explain(GuardSettings settings, ClockScale clock)
    {
        lock (_lock)
        {
            var now = _timeProvider.GetTimestamp();
            return new GuardExplanation
            {
                GuardName = _guardName,
                Partition = Key,
                State = _admission.State,
                Admission = _admission.Level,
                InState = clock.ToTimeSpan(Math.Max(0, now - _admission.Since)),
                NextProbeIn = _admission.State == CircuitState.Open ? clock.ToTimeSpan(Math.Max(0, _admission.ReopensAt - now)) : null,
                Attempts = Ended,
                Failures = Counters.Sum(CounterId.Transient) + Counters.Sum(CounterId.DependencyRejected) + Counters.Sum(CounterId.TimedOut),
                Rejections = Counters.Sum(CounterId.RejectedOpen) + Counters.Sum(CounterId.RejectedProbeLimit)
                    + Counters.Sum(CounterId.RejectedIsolated) + Counters.Sum(CounterId.RejectedDeadline),
                InFlight = InFlight,
                ConsecutiveFailures = _admission.Failures,
                TripsAfter = settings.Breaker.ConsecutiveFailures,
                ConsecutiveBreaks = _admission.Breaks,
                LastFailure = LastFailure,
                RetryBudget = _budget.Available(Calls, now, settings.Retry.Budget),
                Reason = ExplanationText.For(this, _admission, _lastTransition, settings, clock, now),
            };
        }
    }

    private bool TryEnterSlow(GuardSettings settings, long now, out AdmissionDecision decision)
    {
        lock (_lock)
        {
            decision = _admission.TryAdmit(now, settings.Breaker, _random);
            Publish(decision.Transition);
        }

        if (decision.IsAdmitted)
        {
            Counters.Increment(CounterId.Started);
        }

        return decision.IsAdmitted;
    }

    private Transition ReportLocked(GuardSettings settings, Permit permit, Evidence evidence, long retryAfter)
    {
        var now = _timeProvider.GetTimestamp();
        lock (_lock)
        {
            return Publish(_admission.Report(permit, evidence, retryAfter, now, settings.Breaker, _random));
        }
    }

    private Transition Publish(Transition transition)
    {
        if (transition.Happened)
        {
            _lastTransition = transition;
        }

        Volatile.Write(ref _attention, !_admission.IsQuiet);
        Volatile.Write(ref _shutUntil, _admission.State == CircuitState.Isolated ? long.MaxValue : _admission.ReopensAt);
        Volatile.Write(ref _gate, _admission.State == CircuitState.Closed ? _admission.Epoch : -1);
        return transition;
    }
}
