namespace AutonomousSdlc.QualityGates.Internal;

/// <param name="RootPath">Full path of the repository's folder.</param>
/// <param name="SolutionPath">Full path of the solution or project, when one is needed or named.</param>
internal sealed record RunTarget(string RootPath, string? SolutionPath);
