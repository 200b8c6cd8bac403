namespace AutonomousSdlc.QualityGates;

/// <summary>Which findings count against the code.</summary>
public enum GateScope
{
    /// <summary>All findings.</summary>
    All,

    /// <summary>
    /// Findings on lines that changed since <see cref="QualityRun.Since"/>, read from git. Compiler errors and failed tests
    /// always count: they cannot be left to older code.
    /// </summary>
    New,
}
