using AutonomousSdlc.Shared;
using Microsoft.Extensions.Options;

namespace AutonomousSdlc.Resilience;

/// <summary>Settings of a guard. The defaults are meant to be kept; all of them are live unless they say otherwise: a reload applies to the next call, as a whole.</summary>
public sealed class ResilienceGuardOptions
{
    private readonly List<Func<Exception, CallVerdict?>> _exceptionRules = [];
    private readonly Dictionary<Type, List<Delegate>> _resultRules = [];
    private Func<GuardCall, string?>? _partitionSelector;

    /// <summary>Time within which a call has to end, retries and pauses included; a fallback step has its own time.</summary>
    /// <value>Default 30 s; bounds 1 ms to 24 h; <see langword="null"/>: no limit. Live.</value>
    [TimeSpanRange("00:00:00.0010000", "1.00:00:00")]
    public TimeSpan? Deadline { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Time within which one attempt has to end. Must not exceed <see cref="Deadline"/>.</summary>
    /// <value>Default 10 s; bounds 1 ms to 24 h; <see langword="null"/>: no limit. Live.</value>
    [TimeSpanRange("00:00:00.0010000", "1.00:00:00")]
    public TimeSpan? AttemptTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>When the circuit opens and how it closes again.</summary>
    [ValidateObjectMembers]
    public GuardBreakerOptions Breaker { get; } = new();

    /// <summary>Whether and when a failed call is tried again.</summary>
    [ValidateObjectMembers]
    public GuardRetryOptions Retry { get; } = new();

    /// <summary>How many partitions are kept and for how long.</summary>
    [ValidateObjectMembers]
    public GuardPartitionOptions Partitions { get; } = new();

    /// <summary>What answers when the operation cannot. Steps are added in code only.</summary>
    [ValidateObjectMembers]
    public FallbackChain Fallback { get; } = new();

    /// <summary>Seed of the jitter of pauses, for tests that repeat.</summary>
    /// <value>Default <see langword="null"/>: differs from guard to guard and process to process, so that clients do not move in step. Not live.</value>
    public int? Seed { get; set; }

    /// <summary>Chooses the partition of calls that do not name one. Runs on every such call: keep it cheap.</summary>
    /// <param name="selector">Returns the key; <see langword="null"/> means the default partition. What it throws, the call throws.</param>
    /// <returns>These options.</returns>
    public ResilienceGuardOptions PartitionBy(Func<GuardCall, string?> selector)
    {
        ArgumentNullException.ThrowIfNull(selector);
        _partitionSelector = selector;
        return this;
    }

    /// <summary>Adds a rule that classifies what an attempt threw. The first rule that answers decides; the built-in classification is last.</summary>
    /// <param name="rule">Returns a verdict, or <see langword="null"/> to leave it to the next rule. A rule that throws is logged and skipped.</param>
    /// <returns>These options.</returns>
    public ResilienceGuardOptions ClassifyException(Func<Exception, CallVerdict?> rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        _exceptionRules.Add(rule);
        return this;
    }

    /// <summary>Adds a rule that classifies values of one type. The first rule that answers decides; without an answer a value is a success.</summary>
    /// <typeparam name="T">Exactly the value type of the guarded calls.</typeparam>
    /// <param name="rule">Returns a verdict, or <see langword="null"/> to leave it to the next rule. A rule that throws is logged and skipped.</param>
    /// <returns>These options.</returns>
    /// <remarks>A failed value that is replaced by a retry or a fallback is disposed if it is disposable.</remarks>
    public ResilienceGuardOptions ClassifyResult<T>(Func<T, CallVerdict?> rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        if (!_resultRules.TryGetValue(typeof(T), out var rules))
        {
            _resultRules[typeof(T)] = rules = [];
        }

        rules.Add(rule);
        return this;
    }

    // Methods instead of properties: the configuration binder looks at properties only.
    internal Func<GuardCall, string?>? GetPartitionSelector() => _partitionSelector;

    internal Func<Exception, CallVerdict?>[] GetExceptionRules() => [.. _exceptionRules];

    internal Dictionary<Type, Delegate[]> GetResultRules() => _resultRules.ToDictionary(static pair => pair.Key, static pair => pair.Value.ToArray());
}
