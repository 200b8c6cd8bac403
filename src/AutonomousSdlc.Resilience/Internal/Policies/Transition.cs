using System.Runtime.InteropServices;

namespace AutonomousSdlc.Resilience.Internal.Policies;

/// <summary>A change of state with its evidence; the default value means that nothing changed.</summary>
/// <param name="From">State before.</param>
/// <param name="To">State after.</param>
/// <param name="Cause">Why.</param>
/// <param name="Failures">Failures in a row that were seen.</param>
/// <param name="Pause">Time until the next probe, in timestamp units.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Transition(CircuitState From, CircuitState To, TransitionCause Cause, int Failures = 0, long Pause = 0)
{
    public bool Happened => Cause != TransitionCause.None;
}
