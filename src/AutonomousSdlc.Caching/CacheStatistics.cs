using System.Runtime.InteropServices;

namespace AutonomousSdlc.Caching;

/// <summary>Counters of one cache since its creation, and its present size. Each figure is exact; taken one after another
/// while the cache works, they may be a few operations apart.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct CacheStatistics
{
    /// <summary>Requests that found a value.</summary>
    public long Hits { get; init; }

    /// <summary>Requests that did not.</summary>
    public long Misses { get; init; }

    /// <summary>Share of hits, 0 to 1; 0 before the first request.</summary>
    public double HitRatio => Hits + Misses is var requests and > 0 ? (double)Hits / requests : 0;

    /// <summary>Factories run.</summary>
    public long Loads { get; init; }

    /// <summary>Factories that threw.</summary>
    public long LoadFailures { get; init; }

    /// <summary>Requests that waited for another caller's factory.</summary>
    public long Joins { get; init; }

    /// <summary>Values given up for space, by a trim included.</summary>
    public long Evictions { get; init; }

    /// <summary>Values whose time was over.</summary>
    public long Expirations { get; init; }

    /// <summary>Entries held.</summary>
    public int Entries { get; init; }

    /// <summary>Sum of their weights.</summary>
    public long Weight { get; init; }

    /// <summary>Largest sum of weights.</summary>
    public long Capacity { get; init; }
}
