using System.Runtime.InteropServices;

namespace AutonomousSdlc.Resilience.Internal.Policies;

/// <summary>The right to make one attempt. It belongs to one epoch: a result that comes after the state has changed says nothing about the new state.</summary>
/// <param name="Epoch">Epoch in which the attempt was admitted.</param>
/// <param name="Lease">Number of its lease while the circuit is half-open, zero otherwise.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Permit(long Epoch, long Lease = 0);
