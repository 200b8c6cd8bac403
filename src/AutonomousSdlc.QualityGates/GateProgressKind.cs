namespace AutonomousSdlc.QualityGates;

/// <summary>What a <see cref="GateProgress"/> tells.</summary>
public enum GateProgressKind
{
    /// <summary>The gate started.</summary>
    Started,

    /// <summary>The gate has news from its work.</summary>
    Working,

    /// <summary>The gate finished, or was found to be blocked.</summary>
    Finished,
}
