namespace AutonomousSdlc.QualityGates;

/// <summary>What warnings of a build mean.</summary>
public enum BuildWarningPolicy
{
    /// <summary>They are reported and change nothing.</summary>
    Report,

    /// <summary>The gate's outcome is a warning.</summary>
    Warn,

    /// <summary>The gate fails.</summary>
    Fail,
}
