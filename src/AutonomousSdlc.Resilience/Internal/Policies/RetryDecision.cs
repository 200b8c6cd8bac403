using System.Runtime.InteropServices;

namespace AutonomousSdlc.Resilience.Internal.Policies;

/// <summary>Whether to try again.</summary>
/// <param name="Stop">Why not; <see cref="RetryStop.None"/> to try again.</param>
/// <param name="Delay">Pause before, in timestamp units.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct RetryDecision(RetryStop Stop, long Delay)
{
    public bool IsRetry => Stop == RetryStop.None;
}
