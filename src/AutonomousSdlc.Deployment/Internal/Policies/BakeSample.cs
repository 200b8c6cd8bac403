using System.Runtime.InteropServices;

namespace AutonomousSdlc.Deployment.Internal.Policies;

/// <summary>What was seen of a new version under traffic, up to now.</summary>
/// <param name="Elapsed">Time since the window began.</param>
/// <param name="Requests">Completed requests of the new version.</param>
/// <param name="Failures">Failed ones among them.</param>
/// <param name="UnhealthyChecks">Latest checks in a row in which an instance was missing or unhealthy.</param>
/// <param name="BlindChecks">Latest checks in a row in which the router could not be read.</param>
/// <param name="Problem">What the latest failed check found.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct BakeSample(
    TimeSpan Elapsed,
    long Requests,
    long Failures,
    int UnhealthyChecks,
    int BlindChecks,
    string? Problem);
