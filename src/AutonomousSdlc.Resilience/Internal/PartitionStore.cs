using System.Collections.Concurrent;
using AutonomousSdlc.Resilience.Internal.Policies;

namespace AutonomousSdlc.Resilience.Internal;

/// <summary>The partitions of a guard: made on first use, bounded in number, evicted when idle.</summary>
internal sealed class PartitionStore : IDisposable
{
    private const string OverflowKey = "(overflow)";
    private const int EvictionShare = 16;

    private readonly ConcurrentDictionary<string, GuardPartition> _partitions = new(StringComparer.Ordinal);
    private readonly Lock _lock = new();
    private readonly long[] _retired = new long[CounterCell.Count];
    private readonly string _guardName;
    private readonly TimeProvider _timeProvider;
    private readonly IRandomSource _random;
    private readonly Func<GuardSettings> _settings;
    private readonly Action<int> _onLimitReached;
    private GuardPartition? _overflow;
    private ITimer? _timer;
    private int _count;
    private bool _isolated;
    private string? _isolationReason;
    private long _nextEvictionAt = long.MinValue;
    private bool _disposed;

    public PartitionStore(string guardName, TimeProvider timeProvider, IRandomSource random, Func<GuardSettings> settings, Action<int> onLimitReached)
    {
        _guardName = guardName;
        _timeProvider = timeProvider;
        _random = random;
        _settings = settings;
        _onLimitReached = onLimitReached;
        Default = new GuardPartition(guardName, key: null, timeProvider, random);
    }

    /// <summary>The partition of calls without a key.</summary>
    public GuardPartition Default { get; }

    public ICollection<string> Keys => _partitions.Keys;

    public GuardPartition Get(string key) => _partitions.TryGetValue(key, out var partition) ? partition : Create(key);

    public GuardPartition? Find(string? key) => key is null ? Default : _partitions.GetValueOrDefault(key);

    /// <summary>All partitions; those that come meanwhile may be missing.</summary>
    public IEnumerable<GuardPartition> All()
    {
        yield return Default;
        foreach (var (_, partition) in _partitions)
        {
            yield return partition;
        }

        if (Volatile.Read(ref _overflow) is { } overflow)
        {
            yield return overflow;
        }
    }

    /// <returns>Sums over all partitions that exist or existed, so that counters never fall.</returns>
    public long[] Totals()
    {
        lock (_lock)
        {
            var totals = (long[])_retired.Clone();
            foreach (var partition in All())
            {
                partition.Counters.AddTo(totals);
            }

            return totals;
        }
    }

    public void SetIsolation(bool isolated, string? reason, Action<GuardPartition> apply)
    {
        lock (_lock)
        {
            _isolated = isolated;
            _isolationReason = reason;
        }

        foreach (var partition in All())
        {
            apply(partition);
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _disposed = true;
            _timer?.Dispose();
            _timer = null;
        }
    }

    private GuardPartition Create(string key)
    {
        var limitReached = 0;
        GuardPartition partition;
        lock (_lock)
        {
            if (_partitions.TryGetValue(key, out var existing))
            {
                return existing;
            }

            var maximum = _settings().MaximumPartitions;
            if (_count >= maximum && !TryMakeRoom(maximum))
            {
                limitReached = _overflow is null ? maximum : 0;
                partition = _overflow ??= Make(OverflowKey);
            }
            else
            {
                partition = Make(key);
                _partitions[key] = partition;
                _count++;
                EnsureTimer();
            }
        }

        if (limitReached > 0)
        {
            _onLimitReached(limitReached);
        }

        return partition;
    }

    private GuardPartition Make(string key)
    {
        var partition = new GuardPartition(_guardName, key, _timeProvider, _random);
        if (_isolated)
        {
            partition.Isolate(_isolationReason);
        }

        return partition;
    }

    private void EnsureTimer()
    {
        if (_timer is null && !_disposed)
        {
            var round = _settings().IdleTimeout / 2;
            using (ExecutionContext.IsFlowSuppressed() ? default(AsyncFlowControl?) : ExecutionContext.SuppressFlow())
            {
                _timer = _timeProvider.CreateTimer(static store => ((PartitionStore)store!).EvictIdle(), this, round, Timeout.InfiniteTimeSpan);
            }
        }
    }

    /// <summary>One eviction round. Two rounds see a partition idle for at least the idle timeout before it goes.</summary>
    private void EvictIdle()
    {
        lock (_lock)
        {
            var idle = _settings().IdleTimeout;
            var now = _timeProvider.GetTimestamp();
            foreach (var (key, partition) in _partitions)
            {
                if (partition.Observe(now) && _timeProvider.GetElapsedTime(partition.LastUsed, now) >= idle)
                {
                    Evict(key, partition);
                }
            }

            _timer?.Dispose();
            _timer = null;
            if (_count > 0)
            {
                EnsureTimer();
            }
        }
    }

    /// <summary>Evicts a share of the partitions, the longest idle first, so that a flood of new keys pays for one search per share.</summary>
    private bool TryMakeRoom(int maximum)
    {
        var now = _timeProvider.GetTimestamp();
        if (now < _nextEvictionAt)
        {
            return false;
        }

        var quiet = _partitions
            .Where(pair => pair.Value.Observe(now))
            .OrderBy(pair => pair.Value.LastUsed)
            .Take(Math.Max(1, maximum / EvictionShare) + (_count - maximum))
            .ToList();
        foreach (var (key, partition) in quiet)
        {
            Evict(key, partition);
        }

        if (quiet.Count == 0)
        {
            // Everything is busy: do not search again for each new key.
            _nextEvictionAt = now + _timeProvider.TimestampFrequency;
        }

        return _count < maximum;
    }

    private void Evict(string key, GuardPartition partition)
    {
        if (_partitions.TryRemove(key, out _))
        {
            _count--;
            partition.Counters.AddTo(_retired);
        }
    }
}
