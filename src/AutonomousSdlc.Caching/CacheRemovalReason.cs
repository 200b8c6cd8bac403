namespace AutonomousSdlc.Caching;

/// <summary>Why a value left the cache.</summary>
public enum CacheRemovalReason
{
    /// <summary>Removed by key.</summary>
    Removed = 0,

    /// <summary>Another value took its place.</summary>
    Replaced = 1,

    /// <summary>Its time was over.</summary>
    Expired = 2,

    /// <summary>The capacity was needed for entries that are worth more, or it was heavier than the capacity.</summary>
    Capacity = 3,

    /// <summary>Evicted by a trim.</summary>
    Trimmed = 4,

    /// <summary>Removed by one of its tags.</summary>
    Tag = 5,

    /// <summary>The cache was cleared.</summary>
    Cleared = 6,

    /// <summary>The cache was disposed.</summary>
    Disposed = 7,
}
