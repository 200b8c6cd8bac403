namespace AutonomousSdlc.Caching.Internal;

/// <summary>What the metrics read from a cache.</summary>
internal interface IMeasuredCache
{
    string Name { get; }

    CacheStatistics Statistics { get; }

    long Removals(CacheRemovalReason reason);
}
