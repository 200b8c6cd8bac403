namespace AutonomousSdlc.Caching;

/// <summary>A value that left the cache.</summary>
/// <typeparam name="TKey">Type of the key.</typeparam>
/// <typeparam name="TValue">Type of the value.</typeparam>
/// <param name="Key">Key that it was stored under.</param>
/// <param name="Value">The value, not disposed yet.</param>
/// <param name="Reason">Why it left.</param>
public readonly record struct CacheRemoval<TKey, TValue>(TKey Key, TValue Value, CacheRemovalReason Reason);
