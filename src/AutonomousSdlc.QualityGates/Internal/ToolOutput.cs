namespace AutonomousSdlc.QualityGates.Internal;

/// <summary>What a tool said, shortened for a summary.</summary>
internal static class ToolOutput
{
    private const int MaxLines = 5;
    private const int MaxCharacters = 600;

    /// <summary>The last lines of the error output, or of the output when there is none.</summary>
    public static string Tail(ToolResult result)
    {
        var text = string.IsNullOrWhiteSpace(result.StandardError) ? result.StandardOutput : result.StandardError;
        var lines = text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var tail = string.Join(' ', lines.TakeLast(MaxLines));
        return tail.Length switch
        {
            0 => "It said nothing.",
            > MaxCharacters => $"It said: ...{tail[^MaxCharacters..]}",
            _ => $"It said: {tail}",
        };
    }
}
