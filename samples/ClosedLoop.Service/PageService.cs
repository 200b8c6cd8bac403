using AutonomousSdlc.Caching;

namespace ClosedLoop.Service;

/// <summary>Answers a page, which is made of several items, from the cache and the store.</summary>
internal sealed class PageService(ServiceSettings settings, IAdaptiveCache<ulong, string> cache, IStore store, TimeProvider timeProvider) : IDisposable
{
    // A worker can do two pages at once; more wait, as they would for a processor.
    private readonly SemaphoreSlim _capacity = new(2);
    private readonly LruYardstick _yardstick = new(settings.CacheCapacity);
    private readonly Lock _defectLock = new();
    private readonly Random _defect = new(settings.Seed);
    private double _slowdown = 1;
    private long _requests;

    /// <summary>Factor on the time of the work; the demonstration sets it to make this worker sick.</summary>
    public double Slowdown
    {
        get => Volatile.Read(ref _slowdown);
        set => Volatile.Write(ref _slowdown, value);
    }

    /// <summary>Loads the items of a page.</summary>
    /// <returns>Whether this version got it right: a defective version fails a share of its pages.</returns>
    public async Task<bool> AnswerAsync(IReadOnlyList<ulong> keys, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _requests);
        await _capacity.WaitAsync(cancellationToken);
        try
        {
            await Task.WhenAll(keys.Select(key => LookUpAsync(key, cancellationToken)));
            await Task.Delay(settings.Work * Slowdown, timeProvider, cancellationToken);
        }
        finally
        {
            _capacity.Release();
        }

        return !IsDefective();
    }

    public WorkerStatistics Statistics()
    {
        // A look-up that joins another one's load needs none of its own. The yardstick counts the same way: for it a key
        // is present from the first look-up on.
        var lookups = _yardstick.Lookups;
        var hits = Math.Max(0, lookups - cache.Statistics.Loads);
        return new WorkerStatistics(
            settings.Worker,
            settings.Version,
            Environment.ProcessId,
            Interlocked.Read(ref _requests),
            lookups,
            hits,
            _yardstick.Hits,
            cache.Count,
            settings.CacheCapacity);
    }

    public void Dispose() => _capacity.Dispose();

    private async Task LookUpAsync(ulong key, CancellationToken cancellationToken)
    {
        _yardstick.Observe(key);
        await cache.GetOrAddAsync(
            key,
            store,
            static (key, store, _, token) => store.LoadAsync(key, token),
            cancellationToken: cancellationToken);
    }

    private bool IsDefective()
    {
        lock (_defectLock)
        {
            return _defect.NextDouble() < settings.DefectRatio;
        }
    }
}
