namespace AutonomousSdlc.QualityGates;

/// <summary>How bad a finding is; the levels of SARIF 2.1.0.</summary>
public enum FindingLevel
{
    /// <summary>Not a problem.</summary>
    None,

    /// <summary>Worth knowing.</summary>
    Note,

    /// <summary>A problem.</summary>
    Warning,

    /// <summary>A serious problem.</summary>
    Error,
}
