using AutonomousSdlc.Testing;

namespace AutonomousSdlc.Caching.Tests;

/// <summary>Short ways to make caches that decide the same in every run.</summary>
internal static class Caches
{
    public static AdaptiveCache<TKey, TValue> Create<TKey, TValue>(
        long capacity = 100,
        ManualTimeProvider? time = null,
        Action<AdaptiveCacheOptions<TKey, TValue>>? configure = null)
        where TKey : notnull
    {
        var options = new AdaptiveCacheOptions<TKey, TValue> { Capacity = capacity, Seed = 1 };
        configure?.Invoke(options);
        return new AdaptiveCache<TKey, TValue>(options, timeProvider: time);
    }
}
