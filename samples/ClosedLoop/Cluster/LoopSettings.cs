namespace ClosedLoop.Cluster;

/// <summary>The sizes of the demonstration.</summary>
internal static class LoopSettings
{
    public const string Service = "pages";
    public const string Environment = "demonstration";

    /// <summary>Requests a second in calm times; a peak is three times as much.</summary>
    public const double BaseDemand = 50;

    /// <summary>
    /// Requests a second that one worker is meant to take. It could take twice as many (two at once, 40 ms each), which
    /// leaves the headroom that a lost neighbour needs.
    /// </summary>
    public const double RequestsPerWorker = 25;

    /// <summary>What the autoscaler aims at: a tenth below what a worker is meant to take.</summary>
    public const double TargetPerWorker = 22.5;

    public const int WorkMilliseconds = 40;

    /// <summary>One more than calm demand needs, so that a kill and a sick worker leave enough.</summary>
    public const int MinimumWorkers = 3;

    public const int MaximumWorkers = 8;

    /// <summary>Share of the trace's distinct items that the cache of one worker holds.</summary>
    public const double CacheShare = 0.1;

    /// <summary>Time that a new version is watched under traffic.</summary>
    public static TimeSpan Bake { get; } = TimeSpan.FromSeconds(5);

    /// <summary>Share of requests that version 3 fails, in percent.</summary>
    public const int DefectPercent = 20;
}
