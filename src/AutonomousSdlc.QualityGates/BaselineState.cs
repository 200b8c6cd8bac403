namespace AutonomousSdlc.QualityGates;

/// <summary>How a finding compares with the baseline; the states of SARIF 2.1.0.</summary>
public enum BaselineState
{
    /// <summary>Not in the baseline.</summary>
    New,

    /// <summary>In the baseline, as it is.</summary>
    Unchanged,

    /// <summary>In the baseline, but changed since.</summary>
    Updated,

    /// <summary>In the baseline only.</summary>
    Absent,
}
