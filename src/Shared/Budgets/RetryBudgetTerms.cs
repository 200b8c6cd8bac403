using System.Runtime.InteropServices;

namespace AutonomousSdlc.Shared;

/// <summary>What fills a <see cref="RetryBudget"/> and how much of it can be saved up.</summary>
/// <param name="Ratio">Tokens that each call adds.</param>
/// <param name="Rate">Tokens that each timestamp unit adds.</param>
/// <param name="Burst">Most tokens that can be saved up; a new budget starts with them.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct RetryBudgetTerms(double Ratio, double Rate, double Burst);
