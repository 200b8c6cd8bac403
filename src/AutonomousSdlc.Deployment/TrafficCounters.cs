using System.Runtime.InteropServices;

namespace AutonomousSdlc.Deployment;

/// <summary>Outcomes of completed requests.</summary>
/// <param name="Requests">Completed requests, failed ones included. A request that its caller gave up is not counted.</param>
/// <param name="Failures">Requests answered with a status of 500 or above, or not answered at all.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct TrafficCounters(long Requests, long Failures)
{
    /// <summary>Failures per request, 0 to 1; 0 without requests.</summary>
    public double FailureRatio => Requests > 0 ? (double)Failures / Requests : 0;
}
