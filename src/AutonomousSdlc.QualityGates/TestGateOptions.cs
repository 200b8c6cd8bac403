using System.ComponentModel.DataAnnotations;

namespace AutonomousSdlc.QualityGates;

/// <summary>Options of <see cref="TestGate"/>.</summary>
public sealed class TestGateOptions
{
    /// <summary>Fewest tests that must have been executed; below it nothing is known about the code.</summary>
    /// <value>Default: 1. From 1 to 10,000,000. Live.</value>
    [Range(1, 10_000_000)]
    public int MinimumTests { get; set; } = 1;

    /// <summary>Which tests to run, in the syntax of <c>dotnet test --filter</c>.</summary>
    /// <value>Default: <see langword="null"/>, all. Live.</value>
    public string? Filter { get; set; }

    /// <summary>Path of a <c>.runsettings</c> file, relative to the root.</summary>
    /// <value>Default: <see langword="null"/>. Live.</value>
    public string? RunSettings { get; set; }
}
