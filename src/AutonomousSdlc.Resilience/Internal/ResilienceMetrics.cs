using System.Diagnostics.Metrics;
using AutonomousSdlc.Shared;

namespace AutonomousSdlc.Resilience.Internal;

/// <summary>
/// The instruments of all guards of one container, or of all guards made by hand. What happens on every call is counted in
/// the partitions and only read here, when somebody collects.
/// </summary>
internal sealed class ResilienceMetrics : IDisposable
{
    private static readonly (CounterId Id, string Name)[] AttemptResults =
    [
        (CounterId.Succeeded, "success"),
        (CounterId.Transient, "transient"),
        (CounterId.Permanent, "permanent"),
        (CounterId.DependencyRejected, "rejection"),
        (CounterId.TimedOut, "timeout"),
        (CounterId.AttemptCancelled, "cancelled"),
    ];

    private static readonly (CounterId Id, string Name)[] CallOutcomes =
    [
        (CounterId.Succeeded, "success"),
        (CounterId.CallFailed, "failure"),
        (CounterId.CallCancelled, "cancelled"),
        (CounterId.CallFellBack, "fallback"),
    ];

    private static readonly (CounterId Id, string Name)[] Reasons =
    [
        (CounterId.RejectedOpen, "circuit_open"),
        (CounterId.RejectedProbeLimit, "probe_limit"),
        (CounterId.RejectedIsolated, "isolated"),
        (CounterId.RejectedDeadline, "deadline_exceeded"),
    ];

    private static readonly Lazy<ResilienceMetrics> SharedInstance = new(() => new ResilienceMetrics(factory: null));

    private readonly MeterSource _source;
    private readonly Lock _lock = new();
    private readonly List<WeakReference<GuardExecutor>> _guards = [];

    public ResilienceMetrics(IMeterFactory? factory)
    {
        _source = new MeterSource(ResilienceTelemetry.MeterName, factory);
        var meter = _source.Meter;
        Duration = meter.CreateHistogram<double>(
            ResilienceTelemetry.Duration,
            "s",
            "Duration of guarded calls that were admitted or answered by a fallback step, pauses included.",
            tags: null,
            new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30] });
        RetriesRefused = meter.CreateCounter<long>(ResilienceTelemetry.RetriesRefused, "{retry}", "Failed calls that were not tried again.");
        Fallbacks = meter.CreateCounter<long>(ResilienceTelemetry.Fallbacks, "{step}", "Fallback steps that ran.");
        Transitions = meter.CreateCounter<long>(ResilienceTelemetry.Transitions, "{transition}", "Changes of a partition's circuit.");
        meter.CreateObservableCounter(ResilienceTelemetry.Calls, ObserveCalls, "{call}", "Guarded calls that ended.");
        meter.CreateObservableCounter(ResilienceTelemetry.Rejections, () => Counters(Reasons, ResilienceTelemetry.ReasonTag), "{call}", "Calls refused by the guard.");
        meter.CreateObservableCounter(ResilienceTelemetry.Attempts, () => Counters(AttemptResults, ResilienceTelemetry.ResultTag), "{attempt}", "Attempts that ended.");
        meter.CreateObservableCounter(ResilienceTelemetry.Retries, ObserveRetries, "{attempt}", "Attempts after the first of their call.");
        meter.CreateObservableGauge(ResilienceTelemetry.Partitions, ObservePartitions, "{partition}", "Partitions that exist.");
        meter.CreateObservableGauge(ResilienceTelemetry.InFlight, ObserveInFlight, "{attempt}", "Attempts under way.");
    }

    /// <summary>For guards that are made without a container.</summary>
    public static ResilienceMetrics Shared => SharedInstance.Value;

    public Histogram<double> Duration { get; }

    public Counter<long> RetriesRefused { get; }

    public Counter<long> Fallbacks { get; }

    public Counter<long> Transitions { get; }

    public void Register(GuardExecutor guard)
    {
        lock (_lock)
        {
            _guards.RemoveAll(static reference => !reference.TryGetTarget(out _));
            _guards.Add(new WeakReference<GuardExecutor>(guard));
        }
    }

    public void Unregister(GuardExecutor guard)
    {
        lock (_lock)
        {
            _guards.RemoveAll(reference => !reference.TryGetTarget(out var target) || ReferenceEquals(target, guard));
        }
    }

    public void Dispose() => _source.Dispose();

    private static KeyValuePair<string, object?> Tag(string name, string value) => new(name, value);

    private List<GuardExecutor> Guards()
    {
        lock (_lock)
        {
            var guards = new List<GuardExecutor>(_guards.Count);
            foreach (var reference in _guards)
            {
                if (reference.TryGetTarget(out var guard))
                {
                    guards.Add(guard);
                }
            }

            return guards;
        }
    }

    private IEnumerable<Measurement<long>> Counters((CounterId Id, string Name)[] series, string tag)
    {
        foreach (var guard in Guards())
        {
            var totals = guard.Partitions.Totals();
            foreach (var (id, name) in series)
            {
                yield return new Measurement<long>(totals[(int)id], Tag(ResilienceTelemetry.GuardTag, guard.Name), Tag(tag, name));
            }
        }
    }

    private IEnumerable<Measurement<long>> ObserveCalls()
    {
        foreach (var guard in Guards())
        {
            var totals = guard.Partitions.Totals();
            var rejected = Reasons.Sum(reason => totals[(int)reason.Id]) - totals[(int)CounterId.RejectedThenEnded];
            yield return new Measurement<long>(rejected, Tag(ResilienceTelemetry.GuardTag, guard.Name), Tag(ResilienceTelemetry.OutcomeTag, "rejected"));
        }

        foreach (var measurement in Counters(CallOutcomes, ResilienceTelemetry.OutcomeTag))
        {
            yield return measurement;
        }
    }

    private IEnumerable<Measurement<long>> ObserveRetries()
    {
        foreach (var guard in Guards())
        {
            yield return new Measurement<long>(guard.Partitions.Totals()[(int)CounterId.Retries], Tag(ResilienceTelemetry.GuardTag, guard.Name));
        }
    }

    private IEnumerable<Measurement<long>> ObservePartitions()
    {
        foreach (var guard in Guards())
        {
            var states = guard.Partitions.All().Select(static partition => partition.State).ToList();
            foreach (var state in Enum.GetValues<CircuitState>())
            {
                yield return new Measurement<long>(states.Count(s => s == state), Tag(ResilienceTelemetry.GuardTag, guard.Name), Tag(ResilienceTelemetry.StateTag, TagNames.Of(state)));
            }
        }
    }

    private IEnumerable<Measurement<long>> ObserveInFlight()
    {
        foreach (var guard in Guards())
        {
            yield return new Measurement<long>(guard.Partitions.All().Sum(static partition => partition.InFlight), Tag(ResilienceTelemetry.GuardTag, guard.Name));
        }
    }
}
