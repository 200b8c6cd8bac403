using System.Runtime.InteropServices;

namespace AutonomousSdlc.Resilience.Internal.Policies;

/// <summary>Answer to one attempt that asks to be admitted.</summary>
/// <param name="Reason">Why it was refused; <see cref="RejectionReason.None"/> if it was admitted.</param>
/// <param name="Permit">The permit, if it was admitted.</param>
/// <param name="RetryAfter">Time until another attempt may be admitted, in timestamp units; zero if unknown.</param>
/// <param name="Transition">Change of state that the question brought about.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct AdmissionDecision(RejectionReason Reason, Permit Permit, long RetryAfter, Transition Transition)
{
    public bool IsAdmitted => Reason == RejectionReason.None;
}
