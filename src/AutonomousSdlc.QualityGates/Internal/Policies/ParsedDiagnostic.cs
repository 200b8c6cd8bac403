namespace AutonomousSdlc.QualityGates.Internal.Policies;

/// <summary>One diagnostic as MSBuild wrote it.</summary>
/// <param name="Level">Error or warning.</param>
/// <param name="Code">Its code.</param>
/// <param name="Place">File and region; the path is empty when MSBuild names no file.</param>
/// <param name="Message">The text.</param>
/// <param name="Project">Path of the project, empty when there is none.</param>
internal sealed record ParsedDiagnostic(FindingLevel Level, string Code, FindingLocation Place, string Message, string Project);
