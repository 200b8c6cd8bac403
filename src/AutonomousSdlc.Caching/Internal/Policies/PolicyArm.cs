using System.Runtime.InteropServices;

namespace AutonomousSdlc.Caching.Internal.Policies;

/// <summary>One of the settings among which <see cref="AdaptivePolicy"/> chooses.</summary>
/// <param name="WindowRatio">Share of the window, above 0 and below 1.</param>
/// <param name="Admission">When candidates enter the main space.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct PolicyArm(double WindowRatio, AdmissionRule Admission)
{
    /// <summary>From keeping what is frequent (1 %) to least recently used (99 %); the relaxed ones resemble S3-FIFO.</summary>
    public static readonly IReadOnlyList<PolicyArm> All =
    [
        new(0.01, AdmissionRule.Strict),
        new(0.1, AdmissionRule.Strict),
        new(0.3, AdmissionRule.Strict),
        new(0.6, AdmissionRule.Strict),
        new(0.99, AdmissionRule.Strict),
        new(0.1, AdmissionRule.Relaxed),
        new(0.3, AdmissionRule.Relaxed),
        new(0.01, AdmissionRule.Stubborn),
    ];
}
