using System.Diagnostics.Metrics;
using AutonomousSdlc.Shared;

namespace AutonomousSdlc.Caching.Internal;

/// <summary>The instruments of all caches of one meter. Counters are read from the caches when somebody observes them,
/// so a request costs nothing; caches are known weakly, so being measured keeps none alive.</summary>
internal sealed class CacheMetrics : IDisposable
{
    private static readonly Lazy<CacheMetrics> Default = new(static () => new CacheMetrics());

    private static readonly (CacheRemovalReason Reason, string Name)[] EvictionReasons =
    [
        (CacheRemovalReason.Capacity, "capacity"),
        (CacheRemovalReason.Expired, "expired"),
        (CacheRemovalReason.Trimmed, "trimmed"),
    ];

    private readonly Lock _lock = new();
    private readonly List<WeakReference<IMeasuredCache>> _caches = [];
    private readonly MeterSource _source;
    private readonly Histogram<double> _loadDuration;

    public CacheMetrics(IMeterFactory? meterFactory = null)
    {
        _source = new MeterSource(CachingTelemetry.MeterName, meterFactory);
        var meter = _source.Meter;
        meter.CreateObservableCounter(CachingTelemetry.Hits, () => Observe(static s => s.Hits), "{request}", "Requests that found a value.");
        meter.CreateObservableCounter(CachingTelemetry.Misses, () => Observe(static s => s.Misses), "{request}", "Requests that found no value.");
        meter.CreateObservableCounter(CachingTelemetry.Joins, () => Observe(static s => s.Joins), "{request}", "Requests that waited for another caller's load.");
        meter.CreateObservableCounter(CachingTelemetry.Evictions, ObserveEvictions, "{entry}", "Values that the cache gave up.");
        meter.CreateObservableGauge(CachingTelemetry.Entries, () => Observe(static s => s.Entries), "{entry}", "Entries held.");
        meter.CreateObservableGauge(CachingTelemetry.Weight, () => Observe(static s => s.Weight), "{weight}", "Sum of the weights of the entries held.");
        meter.CreateObservableGauge(CachingTelemetry.Capacity, () => Observe(static s => s.Capacity), "{weight}", "Largest sum of weights.");
        _loadDuration = meter.CreateHistogram(
            CachingTelemetry.LoadDuration,
            "s",
            "Time that factories take.",
            advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.0001, 0.0005, 0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 10, 30] });
    }

    /// <summary>For caches that are created without a container; lives as long as the process.</summary>
    public static CacheMetrics Shared => Default.Value;

    public bool MeasuresLoads => _loadDuration.Enabled;

    public void Register(IMeasuredCache cache)
    {
        lock (_lock)
        {
            _caches.RemoveAll(static reference => !reference.TryGetTarget(out _));
            _caches.Add(new WeakReference<IMeasuredCache>(cache));
        }
    }

    public void Unregister(IMeasuredCache cache)
    {
        lock (_lock)
        {
            _caches.RemoveAll(reference => !reference.TryGetTarget(out var target) || ReferenceEquals(target, cache));
        }
    }

    public void RecordLoad(string cacheName, TimeSpan duration, bool isSuccess) =>
        _loadDuration.Record(
            duration.TotalSeconds,
            new KeyValuePair<string, object?>(CachingTelemetry.NameTag, cacheName),
            new KeyValuePair<string, object?>(CachingTelemetry.OutcomeTag, isSuccess ? "success" : "failure"));

    public void Dispose() => _source.Dispose();

    private List<Measurement<long>> Observe(Func<CacheStatistics, long> figure) =>
        [.. Caches().Select(cache => new Measurement<long>(figure(cache.Statistics), NameTag(cache)))];

    private List<Measurement<long>> ObserveEvictions() =>
        [.. Caches().SelectMany(static cache => EvictionReasons.Select(eviction => new Measurement<long>(
            cache.Removals(eviction.Reason),
            NameTag(cache),
            new KeyValuePair<string, object?>(CachingTelemetry.ReasonTag, eviction.Name))))];

    private static KeyValuePair<string, object?> NameTag(IMeasuredCache cache) => new(CachingTelemetry.NameTag, cache.Name);

    private List<IMeasuredCache> Caches()
    {
        lock (_lock)
        {
            var alive = new List<IMeasuredCache>(_caches.Count);
            foreach (var reference in _caches)
            {
                if (reference.TryGetTarget(out var cache))
                {
                    alive.Add(cache);
                }
            }

            return alive;
        }
    }
}
