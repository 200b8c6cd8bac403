using AutonomousSdlc.Simulation.Traces;

namespace AutonomousSdlc.Simulation.Caching;

/// <summary>Replays a trace against a policy that starts empty; all requests count, warm-up included.</summary>
public static class CacheReplay
{
    public static ReplayResult Run(DenseTrace trace, IReplayPolicy policy, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(trace);
        ArgumentNullException.ThrowIfNull(policy);
        const int RequestsBetweenChecks = 1 << 16;
        var requests = trace.Requests;
        long hits = 0;
        for (var start = 0; start < requests.Length; start += RequestsBetweenChecks)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var slice = requests.Slice(start, Math.Min(RequestsBetweenChecks, requests.Length - start));
            foreach (var key in slice)
            {
                if (policy.Access(key))
                {
                    hits++;
                }
            }
        }

        return new ReplayResult(requests.Length, hits, requests.Length - hits + policy.ExtraLoads);
    }
}
