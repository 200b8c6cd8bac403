using System.ComponentModel.DataAnnotations;

namespace AutonomousSdlc.QualityGates;

/// <summary>Options of <see cref="BuildGate"/>.</summary>
public sealed class BuildGateOptions
{
    /// <summary>What compiler and MSBuild warnings mean. The projects' own <c>TreatWarningsAsErrors</c> applies all the same.</summary>
    /// <value>Default: <see cref="BuildWarningPolicy.Warn"/>. Live.</value>
    [EnumDataType(typeof(BuildWarningPolicy))]
    public BuildWarningPolicy Warnings { get; set; } = BuildWarningPolicy.Warn;

    /// <summary>
    /// Whether the compiler runs also for projects that are up to date. A project that is not compiled repeats none of its
    /// warnings, so that without this a second run would look cleaner than the first.
    /// </summary>
    /// <value>Default: <see langword="true"/>. Live.</value>
    public bool AlwaysCompile { get; set; } = true;

    /// <summary>
    /// Whether the compiler server is used. It is faster from the second project on, but stays behind after the run for about
    /// ten minutes.
    /// </summary>
    /// <value>Default: <see langword="false"/>. Live.</value>
    public bool UseCompilerServer { get; set; }
}
