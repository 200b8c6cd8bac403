using System.Runtime.InteropServices;

namespace AutonomousSdlc.QualityGates;

/// <summary>Lines of a file, both ends included, from 1.</summary>
/// <param name="First">First line.</param>
/// <param name="Last">Last line.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct LineRange(int First, int Last);
