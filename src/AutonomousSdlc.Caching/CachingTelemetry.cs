namespace AutonomousSdlc.Caching;

/// <summary>Names under which this package reports, for dashboards and tests.</summary>
public static class CachingTelemetry
{
    /// <summary>Name of the meter.</summary>
    public const string MeterName = "AutonomousSdlc.Caching";

    /// <summary>Counter of requests that found a value, in {request}.</summary>
    public const string Hits = "autonomous_sdlc.cache.hits";

    /// <summary>Counter of requests that did not, in {request}.</summary>
    public const string Misses = "autonomous_sdlc.cache.misses";

    /// <summary>Counter of requests that waited for another caller's load, in {request}.</summary>
    public const string Joins = "autonomous_sdlc.cache.joins";

    /// <summary>Counter of values that the cache gave up, in {entry}; tag <see cref="ReasonTag"/>.</summary>
    public const string Evictions = "autonomous_sdlc.cache.evictions";

    /// <summary>Gauge of entries held, in {entry}.</summary>
    public const string Entries = "autonomous_sdlc.cache.entries";

    /// <summary>Gauge of the sum of weights.</summary>
    public const string Weight = "autonomous_sdlc.cache.weight";

    /// <summary>Gauge of the largest sum of weights.</summary>
    public const string Capacity = "autonomous_sdlc.cache.capacity";

    /// <summary>Histogram of the time that factories take, in seconds; tag <see cref="OutcomeTag"/>.</summary>
    public const string LoadDuration = "autonomous_sdlc.cache.load.duration";

    /// <summary>Tag on every measurement: the name of the cache.</summary>
    public const string NameTag = "cache.name";

    /// <summary>Tag of <see cref="Evictions"/>: capacity, expired or trimmed.</summary>
    public const string ReasonTag = "cache.eviction.reason";

    /// <summary>Tag of <see cref="LoadDuration"/>: success or failure.</summary>
    public const string OutcomeTag = "cache.load.outcome";
}
