using AutonomousSdlc.Caching;
using BenchmarkDotNet.Attributes;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.DependencyInjection;

namespace AutonomousSdlc.Benchmarks.Caching;

/// <summary>
/// What a miss costs in a full cache: every operation asks for a key that was never seen, so each loads, stores and evicts.
/// </summary>
/// <remarks>
/// MemoryCache with a size limit does less: when full it refuses the new entry and compacts in the background.
/// </remarks>
[MemoryDiagnoser]
public class EvictionBenchmarks
{
    // Odd, so no key repeats; large, so consecutive keys do not lie side by side in a hash table, as those of a counter would.
    private const long Stride = unchecked((long)0x9E37_79B9_7F4A_7C15);

    private FifoDictionary _fifo = null!;
    private IMemoryCache _memoryCache = null!;
    private ServiceProvider _services = null!;
    private IAdaptiveCache<long, long> _adaptive = null!;
    private long _lastKey;

    [Params(1_000, 10_000, 100_000)]
    public int Capacity { get; set; }

    [GlobalSetup]
    public void Fill()
    {
        var services = new ServiceCollection();
        services.AddAdaptiveCache<long, long>(options => options.Capacity = Capacity);
        services.AddMemoryCache(options => options.SizeLimit = Capacity);
        _services = services.BuildServiceProvider();
        _adaptive = _services.GetRequiredService<IAdaptiveCache<long, long>>();
        _fifo = new FifoDictionary(Capacity);
        _memoryCache = _services.GetRequiredService<IMemoryCache>();
        for (var entry = 0; entry < 2 * Capacity; entry++)
        {
            FifoDictionary();
            MemoryCache();
            AdaptiveCache();
        }
    }

    [GlobalCleanup]
    public void Release() => _services.Dispose();

    [Benchmark(Baseline = true)]
    public long FifoDictionary() => _fifo.GetOrAdd(NextKey());

    [Benchmark]
    public long AdaptiveCache() => _adaptive.GetOrAdd(NextKey(), 0, static (key, _, _) => key);

    [Benchmark]
    public long MemoryCache()
    {
        var key = NextKey();
        if (_memoryCache.TryGetValue(key, out long value))
        {
            return value;
        }

        using var entry = _memoryCache.CreateEntry(key);
        entry.Size = 1;
        entry.Value = key;
        return key;
    }

    private long NextKey() => _lastKey = unchecked(_lastKey + Stride);
}
