namespace AutonomousSdlc.Caching;

/// <summary>Names of the eviction policies that <see cref="AdaptiveCacheOptions.Policy"/> accepts.</summary>
public static class EvictionPolicies
{
    /// <summary>
    /// W-TinyLFU with a window of 1 %: an entry stays when it was asked for more often than the entry it would displace
    /// (Einziger, Friedman and Manes, 2017). Robust against scans, strong for skewed popularity.
    /// </summary>
    public const string TinyLfu = "TinyLfu";
}
