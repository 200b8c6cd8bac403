namespace AutonomousSdlc.QualityGates;

/// <summary>What a program left behind.</summary>
/// <param name="ExitCode">Its exit code.</param>
/// <param name="StandardOutput">Its output; only the start when <paramref name="Truncated"/>.</param>
/// <param name="StandardError">Its error output; only the start when <paramref name="Truncated"/>.</param>
/// <param name="Truncated">Whether output was dropped because it exceeded the bound of 4 MiB per stream.</param>
public sealed record ToolResult(int ExitCode, string StandardOutput, string StandardError, bool Truncated);
