using System.Runtime.InteropServices;

namespace AutonomousSdlc.Resilience;

/// <summary>
/// How many calls at a time a partition admits, from zero to a maximum. The circuit is a view of this number: below one
/// it is open, at the maximum it is closed, half-open in between.
/// </summary>
/// <param name="Value">Concurrent calls admitted now; fractions below one mean none.</param>
/// <param name="Maximum">Concurrent calls admitted at most; <see cref="Unlimited"/> when nothing limits them.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct AdmissionLevel(double Value, double Maximum)
{
    /// <summary>The level that stands for "no limit": one million concurrent calls.</summary>
    public const double Unlimited = 1_000_000;

    /// <summary>Share of the maximum that is admitted, from 0 to 1.</summary>
    public double Ratio => Maximum > 0 ? Value / Maximum : 0;

    /// <summary>The circuit state that this level means, manual isolation left aside.</summary>
    public CircuitState State => Value >= Maximum ? CircuitState.Closed : Value < 1 ? CircuitState.Open : CircuitState.HalfOpen;
}
