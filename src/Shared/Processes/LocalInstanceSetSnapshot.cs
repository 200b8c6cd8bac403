namespace AutonomousSdlc.Shared.Processes;

/// <summary>State of a <see cref="LocalInstanceSet"/> at one moment.</summary>
/// <param name="Desired">Instances wanted.</param>
/// <param name="Starting">Instances started and not yet ready.</param>
/// <param name="Ready">Instances that serve.</param>
/// <param name="Draining">Instances on their way out.</param>
/// <param name="Failures">Failed instances since the set exists.</param>
/// <param name="LastFailure">Text of the last one.</param>
/// <param name="StartupDurations">Times from start to readiness of the latest instances, at most 64, oldest first.</param>
internal sealed record LocalInstanceSetSnapshot(
    int Desired,
    int Starting,
    int Ready,
    int Draining,
    int Failures,
    string? LastFailure,
    IReadOnlyList<TimeSpan> StartupDurations);
