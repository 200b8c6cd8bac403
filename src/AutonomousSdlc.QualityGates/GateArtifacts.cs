namespace AutonomousSdlc.QualityGates;

/// <summary>Artifacts that the built-in gates provide and need.</summary>
public static class GateArtifacts
{
    /// <summary>Packages are restored: <c>project.assets.json</c> is current.</summary>
    public const string Packages = "packages";

    /// <summary>The solution is built in the run's configuration.</summary>
    public const string BuildOutput = "build-output";
}
