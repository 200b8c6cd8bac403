namespace AutonomousSdlc.Simulation.Caching;

/// <summary>What a replay counted.</summary>
/// <param name="Requests">Requests replayed.</param>
/// <param name="Hits">Requests answered from the cache.</param>
/// <param name="Loads">Times the store behind the cache was asked: misses and the policy's own extra loads.</param>
public sealed record ReplayResult(long Requests, long Hits, long Loads)
{
    /// <summary>0 to 1; 0 when nothing was replayed.</summary>
    public double HitRatio => Requests == 0 ? 0 : (double)Hits / Requests;

    /// <summary>0 when nothing was replayed.</summary>
    public double LoadsPerRequest => Requests == 0 ? 0 : (double)Loads / Requests;
}
