namespace AutonomousSdlc.QualityGates.Internal;

/// <summary>Enum values as reports and tags spell them, without allocation.</summary>
internal static class Names
{
    public static string Of(GateOutcome outcome) => outcome switch
    {
        GateOutcome.Passed => "passed",
        GateOutcome.Failed => "failed",
        GateOutcome.Warning => "warning",
        GateOutcome.Skipped => "skipped",
        _ => "inconclusive",
    };

    public static string Of(FindingLevel level) => level switch
    {
        FindingLevel.Error => "error",
        FindingLevel.Warning => "warning",
        FindingLevel.Note => "note",
        _ => "none",
    };

    public static string? Of(BaselineState? state) => state switch
    {
        BaselineState.New => "new",
        BaselineState.Unchanged => "unchanged",
        BaselineState.Updated => "updated",
        BaselineState.Absent => "absent",
        _ => null,
    };

    public static string Of(FormatChecks checks) => checks switch
    {
        FormatChecks.Whitespace => "whitespace",
        FormatChecks.Style => "style",
        FormatChecks.Analyzers => "analyzers",
        _ => "all",
    };

    public static string Of(GateScope scope) => scope is GateScope.New ? "new" : "all";
}
