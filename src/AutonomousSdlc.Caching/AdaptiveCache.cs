using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using AutonomousSdlc.Caching.Internal;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace AutonomousSdlc.Caching;

/// <summary>The in-process cache; see <see cref="IAdaptiveCache{TKey,TValue}"/>.</summary>
/// <typeparam name="TKey">Type of the keys.</typeparam>
/// <typeparam name="TValue">Type of the values; null is a value like any other.</typeparam>
/// <remarks>Registered by AddAdaptiveCache, which also connects it to metrics and live options; created directly where
/// there is no container. Disposing it removes all values. One that is dropped without disposal is collected, but its
/// <see cref="AdaptiveCacheOptions.DisposeValues"/> duty is then left to the values' own finalizers.</remarks>
public sealed partial class AdaptiveCache<TKey, TValue> : IAdaptiveCache<TKey, TValue>, IMeasuredCache, IRemovalSink<TKey, TValue>, IDisposable
    where TKey : notnull
{
    private readonly EntryTable<TKey, TValue> _table;
    private readonly AccessBuffer _accesses = new();
    private readonly MonotonicClock _clock;
    private readonly EntryKeeper<TKey, TValue> _keeper;
    private readonly TagIndex<TKey, TValue> _tags;
    private readonly CacheCounters _counters = new();
    private readonly CacheMetrics _metrics;
    private readonly ILogger _logger;
    private readonly ICacheWeigher<TKey, TValue>? _weigher;
    private readonly Action<CacheRemoval<TKey, TValue>>? _onRemoved;
    private readonly bool _ownsValues;
    private IDisposable? _optionsSubscription;
    private long _expirationTicks;
    private int _isDisposed;

    /// <summary>Creates a cache.</summary>
    /// <param name="options">Settings; the defaults when null.</param>
    /// <param name="name">Name in metrics and logs; by default the name of the value type.</param>
    /// <param name="timeProvider">Clock; the system's when null.</param>
    /// <param name="logger">Where warnings go; nowhere when null.</param>
    /// <exception cref="OptionsValidationException">The options are invalid; the message lists every error.</exception>
    public AdaptiveCache(
        AdaptiveCacheOptions<TKey, TValue>? options = null,
        string? name = null,
        TimeProvider? timeProvider = null,
        ILogger<AdaptiveCache<TKey, TValue>>? logger = null)
        : this(Validated(options ?? new AdaptiveCacheOptions<TKey, TValue>(), name), name, timeProvider, CacheMetrics.Shared, logger)
    {
    }

    internal AdaptiveCache(
        AdaptiveCacheOptions<TKey, TValue> options,
        string? name,
        TimeProvider? timeProvider,
        CacheMetrics metrics,
        ILogger? logger)
    {
        var seed = options.Seed ?? RandomNumberGenerator.GetInt32(int.MaxValue);
        Name = string.IsNullOrEmpty(name) ? typeof(TValue).Name : name;
        _clock = new MonotonicClock(timeProvider ?? TimeProvider.System);
        _metrics = metrics;
        _logger = logger ?? NullLogger.Instance;
        _weigher = options.Weigher;
        _onRemoved = options.OnRemoved;
        _ownsValues = options.DisposeValues;
        _expirationTicks = options.Expiration?.Ticks ?? 0;
        _table = new EntryTable<TKey, TValue>(options.Comparer, (uint)seed);
        _tags = new TagIndex<TKey, TValue>(_table);
        _keeper = new EntryKeeper<TKey, TValue>(_table, _accesses, EvictionPolicyFactory.Create(options.Policy, options.Capacity, seed), _clock, this);
        _metrics.Register(this);
    }

    /// <inheritdoc />
    public string Name { get; }

    /// <inheritdoc />
    public long Capacity => _keeper.Capacity;

    /// <inheritdoc />
    public int Count => _table.Count;

    /// <inheritdoc />
    public CacheStatistics Statistics => new()
    {
        Hits = _accesses.Hits,
        Misses = _accesses.Misses,
        Loads = _counters.Loads,
        LoadFailures = _counters.LoadFailures,
        Joins = _counters.Joins,
        Evictions = _counters.Removals(CacheRemovalReason.Capacity) + _counters.Removals(CacheRemovalReason.Trimmed),
        Expirations = _counters.Removals(CacheRemovalReason.Expired),
        Entries = _table.Count,
        Weight = _keeper.Weight,
        Capacity = _keeper.Capacity,
    };

    /// <inheritdoc />
    public bool TryGet(TKey key, [MaybeNullWhen(false)] out TValue value)
    {
        var entry = FindAlive(key, _table.Hash(key));
        if (entry is null)
        {
            _accesses.Miss();
            value = default;
            return false;
        }

        CountHit(entry);
        value = entry.Value;
        return true;
    }

    /// <summary>Removes all values and stops. Later reads find nothing; later writes throw.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _isDisposed, 1) != 0)
        {
            return;
        }

        _optionsSubscription?.Dispose();
        _keeper.Dispose();
        _keeper.Clear(CacheRemovalReason.Disposed, close: true);
        _metrics.Unregister(this);
    }

    long IMeasuredCache.Removals(CacheRemovalReason reason) => _counters.Removals(reason);

    /// <summary>Follows the options of a container.</summary>
    internal void Follow(IOptionsMonitor<AdaptiveCacheOptions<TKey, TValue>> monitor, string optionsName)
    {
        _optionsSubscription = monitor.OnChange((options, changed) =>
        {
            if (changed == optionsName)
            {
                Apply(options);
            }
        });
    }

    private static AdaptiveCacheOptions<TKey, TValue> Validated(AdaptiveCacheOptions<TKey, TValue> options, string? name)
    {
        var result = new AdaptiveCacheOptionsValidator<TKey, TValue>().Validate(name, options);
        return result.Failed
            ? throw new OptionsValidationException(name ?? Options.DefaultName, options.GetType(), result.Failures)
            : options;
    }

    private void Apply(AdaptiveCacheOptions<TKey, TValue> options)
    {
        Volatile.Write(ref _expirationTicks, options.Expiration?.Ticks ?? 0);
        var previous = _keeper.Capacity;
        if (options.Capacity != previous)
        {
            _keeper.Resize(options.Capacity);
            Log.CapacityChanged(_logger, Name, options.Capacity, previous);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Entry<TKey, TValue>? FindAlive(TKey key, uint hash)
    {
        var entry = _table.Find(key, hash);
        return entry is { IsReady: true } && (entry.Expires == Entry<TKey, TValue>.Never || IsAlive(entry)) ? entry : null;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void CountHit(Entry<TKey, TValue> entry)
    {
        if (_accesses.Hit(entry.Slot))
        {
            _keeper.Maintain();
        }
    }

    private bool IsAlive(Entry<TKey, TValue> entry)
    {
        if (entry.Expires > _clock.Now)
        {
            return true;
        }

        CutOut(entry, CacheRemovalReason.Expired);
        return false;
    }
}
