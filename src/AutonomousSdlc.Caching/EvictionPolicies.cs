namespace AutonomousSdlc.Caching;

/// <summary>Names of the eviction policies that <see cref="AdaptiveCacheOptions.Policy"/> accepts.</summary>
public static class EvictionPolicies
{
    /// <summary>
    /// W-TinyLFU that finds its window share and strictness of admission by running small key-only caches over a sample of
    /// the keys (Waldspurger et al., 2017), so that it suits recency as well as frequency, loops and their changes.
    /// </summary>
    public const string Adaptive = "Adaptive";

    /// <summary>
    /// W-TinyLFU with a window of 1 %: an entry stays when it was asked for more often than the entry it would displace
    /// (Einziger, Friedman and Manes, 2017). Robust against scans, strong for skewed popularity.
    /// </summary>
    public const string TinyLfu = "TinyLfu";

    /// <summary>Least recently used. Strong where what was just used is used again; a scan empties it.</summary>
    public const string Lru = "Lru";

    /// <summary>
    /// S3-FIFO (Yang et al., 2023): a small queue filters entries that are asked for once. Hits change one counter only.
    /// </summary>
    public const string S3Fifo = "S3Fifo";

    /// <summary>
    /// Evicts the lowest 0.7 / (1 + age / scale) + 0.3 * min(count / 10, 1): a fixed mixture of recency and frequency, with
    /// the age in requests and the number of entries held as its scale.
    /// </summary>
    public const string RecencyFrequency = "RecencyFrequency";
}
