namespace AutonomousSdlc.QualityGates;

/// <summary>The parts of <c>dotnet format</c>.</summary>
public enum FormatChecks
{
    /// <summary>Whitespace, code style and analyzers.</summary>
    All,

    /// <summary>Indentation, spacing and line ends.</summary>
    Whitespace,

    /// <summary>Code style rules (IDE).</summary>
    Style,

    /// <summary>Third-party analyzers that have fixes.</summary>
    Analyzers,
}
