using AutonomousSdlc.Resilience.Internal.Policies;
using AutonomousSdlc.Shared;

namespace AutonomousSdlc.Resilience.Internal;

/// <summary>The options of a guard, compiled once and never changed: a call takes one snapshot and keeps it to its end.</summary>
internal sealed class GuardSettings
{
    private readonly Dictionary<Type, Delegate[]> _resultRules;
    private readonly HashSet<Type> _remembered;

    public GuardSettings(ResilienceGuardOptions options, ClockScale clock)
    {
        Deadline = clock.ToLimit(options.Deadline);
        AttemptTimeout = clock.ToLimit(options.AttemptTimeout);
        StepTimeout = options.Fallback.StepTimeout;
        PartitionSelector = options.GetPartitionSelector();
        AssumeIdempotent = options.Retry.AssumeIdempotent;
        MaximumPartitions = options.Partitions.Maximum;
        IdleTimeout = options.Partitions.IdleTimeout;
        ExceptionRules = options.GetExceptionRules();
        _resultRules = options.GetResultRules();
        Steps = options.Fallback.OrderedSteps();
        _remembered = [.. Steps.Where(step => step.RemembersValues).Select(step => step.ValueType)];
        Breaker = new BreakerSettings
        {
            ConsecutiveFailures = options.Breaker.ConsecutiveFailures,
            Pause = clock.ToUnits(options.Breaker.Pause),
            MaximumPause = clock.ToUnits(options.Breaker.MaximumPause),
            PauseJitterRatio = options.Breaker.PauseJitterRatio,
            Probes = options.Breaker.Probes,
            ProbeLease = clock.ToUnits(options.Breaker.ProbeLease),
        };
        Retry = new RetrySettings
        {
            MaximumRetries = options.Retry.MaximumRetries,
            BaseDelay = clock.ToUnits(options.Retry.BaseDelay),
            MaximumDelay = clock.ToUnits(options.Retry.MaximumDelay),
            MaximumRetryAfter = clock.ToUnits(options.Retry.MaximumRetryAfter),
            Budget = new RetryBudgetTerms(options.Retry.Budget.Ratio, options.Retry.Budget.MinimumPerSecond / clock.UnitsPerSecond, options.Retry.Budget.Burst),
        };
    }

    /// <summary>In timestamp units; <see cref="long.MaxValue"/> for "no limit".</summary>
    public long Deadline { get; }

    /// <summary>In timestamp units; <see cref="long.MaxValue"/> for "no limit".</summary>
    public long AttemptTimeout { get; }

    public TimeSpan? StepTimeout { get; }

    public Func<GuardCall, string?>? PartitionSelector { get; }

    public bool AssumeIdempotent { get; }

    public int MaximumPartitions { get; }

    public TimeSpan IdleTimeout { get; }

    public BreakerSettings Breaker { get; }

    public RetrySettings Retry { get; }

    public Func<Exception, CallVerdict?>[] ExceptionRules { get; }

    public FallbackStep[] Steps { get; }

    public bool HasResultRules => _resultRules.Count > 0;

    /// <summary>Whether a value is more than something to return.</summary>
    public bool InspectsValues => HasResultRules || RemembersValues;

    public bool RemembersValues => _remembered.Count > 0;

    public Delegate[] ResultRulesFor<T>() => _resultRules.GetValueOrDefault(typeof(T), []);

    public bool Remembers<T>() => _remembered.Contains(typeof(T));

    public bool HasStepFor<T>()
    {
        foreach (var step in Steps)
        {
            if (step is FallbackStep<T>)
            {
                return true;
            }
        }

        return false;
    }
}
