using System.Runtime.InteropServices;

namespace AutonomousSdlc.Deployment.Internal.Policies;

/// <summary>What was seen of router and target after the crash.</summary>
/// <param name="RouterEpoch">Epoch that the router accepted last.</param>
/// <param name="NewWeight">Weight of the new version's slot.</param>
/// <param name="OldWeight">Weight of the old version's slot; 0 without one.</param>
/// <param name="NewServes">An instance of the new version answered its health probe.</param>
/// <param name="OldServes">An instance of the old version answered its health probe.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct RecoveryWorld(
    long RouterEpoch,
    int NewWeight,
    int OldWeight,
    bool NewServes,
    bool OldServes);
