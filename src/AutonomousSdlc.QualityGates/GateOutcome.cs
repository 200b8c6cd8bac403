namespace AutonomousSdlc.QualityGates;

/// <summary>What a gate found out. The order is not a ranking; <see cref="QualityReport.Outcome"/> explains how gates combine.</summary>
public enum GateOutcome
{
    /// <summary>The gate looked and has nothing against the code.</summary>
    Passed,

    /// <summary>The gate looked and the code does not meet it.</summary>
    Failed,

    /// <summary>The gate looked and found something worth reading that does not fail it.</summary>
    Warning,

    /// <summary>The gate did not look, because it does not apply or because a gate that it needs did not pass.</summary>
    Skipped,

    /// <summary>The gate could not find out: a tool is missing, crashed, timed out or reported nothing. Fails a run by default.</summary>
    Inconclusive,
}
