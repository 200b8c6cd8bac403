using AutonomousSdlc.Shared;

namespace AutonomousSdlc.Caching;

/// <summary>Settings of one adaptive cache that do not depend on its types.</summary>
public class AdaptiveCacheOptions
{
    /// <summary>Largest sum of weights; with the weight of 1 that entries have by default, the largest number of entries.</summary>
    /// <value>Default: 10 000. 1 to 2^50. Live.</value>
    public long Capacity { get; set; } = 10_000;

    /// <summary>Time from storing to expiry, for entries that say nothing else.</summary>
    /// <value>Default: null, entries do not expire. 1 ms to 3650 days. Live, for entries stored afterwards.</value>
    [TimeSpanRange("00:00:00.001", "3650.00:00:00")]
    public TimeSpan? Expiration { get; set; }

    /// <summary>Name of the eviction policy, one of <see cref="EvictionPolicies"/>.</summary>
    /// <value>Default: <see cref="EvictionPolicies.Adaptive"/>. Fixed at creation.</value>
    public string Policy { get; set; } = EvictionPolicies.Adaptive;

    /// <summary>Whether the cache owns its values: each <see cref="IDisposable"/> value is disposed once, when it has left
    /// the cache and its last lease was returned.</summary>
    /// <value>Default: false, since plain reads do not protect a value from disposal. Turn it on and read through
    /// <see cref="IAdaptiveCache{TKey,TValue}.TryLease"/> and GetOrAddLease. Fixed at creation.</value>
    public bool DisposeValues { get; set; }

    /// <summary>Seed of hashing and of the policy's random choices, to repeat a run exactly.</summary>
    /// <value>Default: null, an unpredictable seed, so that nobody can craft keys that look popular. Fixed at creation.</value>
    public int? Seed { get; set; }
}
