namespace AutonomousSdlc.Shared.Processes;

/// <summary>What a finished command left.</summary>
/// <param name="ExitCode">Its exit code; 128 + n after signal n.</param>
/// <param name="StandardOutput">Standard output, up to the limit.</param>
/// <param name="StandardError">Standard error, up to the limit.</param>
/// <param name="Elapsed">Time from start to end.</param>
/// <param name="TimedOut">It was killed because its time was over.</param>
/// <param name="OutputTruncated">At least one of the streams was longer than the limit.</param>
internal sealed record CommandResult(
    int ExitCode,
    string StandardOutput,
    string StandardError,
    TimeSpan Elapsed,
    bool TimedOut,
    bool OutputTruncated)
{
    /// <summary>Exit code 0, in time.</summary>
    public bool Succeeded => ExitCode == 0 && !TimedOut;
}
