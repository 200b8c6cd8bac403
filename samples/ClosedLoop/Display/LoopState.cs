namespace ClosedLoop.Display;

/// <summary>What the screen shows at one moment.</summary>
/// <param name="Elapsed">Time since the start.</param>
/// <param name="Step">The step under way.</param>
/// <param name="OfferedPerSecond">Demand, requests a second.</param>
/// <param name="Desired">Workers that the autoscaler wants.</param>
/// <param name="Ready">Workers that are ready in the slot with the traffic.</param>
/// <param name="Slots">Traffic per slot as text.</param>
/// <param name="HitRatio">Hit ratio of the caches so far; null before the first statistics.</param>
/// <param name="LruHitRatio">Hit ratio that LRU would have had; null before the first statistics.</param>
/// <param name="SuccessRatio">Good answers per request so far.</param>
/// <param name="Failed">Requests without a good answer so far.</param>
/// <param name="LatencyMilliseconds">99th percentile of the latest requests; null before the first.</param>
internal sealed record LoopState(
    TimeSpan Elapsed,
    string Step,
    double OfferedPerSecond,
    int Desired,
    int Ready,
    string Slots,
    double? HitRatio,
    double? LruHitRatio,
    double SuccessRatio,
    long Failed,
    double? LatencyMilliseconds);
