namespace AutonomousSdlc.Resilience;

/// <summary>Names of the package's meter, instruments and tags.</summary>
public static class ResilienceTelemetry
{
    /// <summary>Name of the meter.</summary>
    public const string MeterName = "AutonomousSdlc.Resilience";

    /// <summary>Counter, {call}: guarded calls that ended, by <see cref="GuardTag"/> and <see cref="OutcomeTag"/>.</summary>
    public const string Calls = "autonomous_sdlc.guard.calls";

    /// <summary>Counter, {call}: calls refused by the guard, by <see cref="GuardTag"/> and <see cref="ReasonTag"/>. Counts also those that a fallback then answered.</summary>
    public const string Rejections = "autonomous_sdlc.guard.rejections";

    /// <summary>Counter, {attempt}: attempts that ended, by <see cref="GuardTag"/> and <see cref="ResultTag"/>.</summary>
    public const string Attempts = "autonomous_sdlc.guard.attempts";

    /// <summary>Counter, {attempt}: attempts after the first of their call, by <see cref="GuardTag"/>.</summary>
    public const string Retries = "autonomous_sdlc.guard.retries";

    /// <summary>Counter, {retry}: failed calls that were not tried again, by <see cref="GuardTag"/> and <see cref="ReasonTag"/>.</summary>
    public const string RetriesRefused = "autonomous_sdlc.guard.retries.refused";

    /// <summary>Counter, {step}: fallback steps that ran, by <see cref="GuardTag"/>, <see cref="StepTag"/> and <see cref="OutcomeTag"/>.</summary>
    public const string Fallbacks = "autonomous_sdlc.guard.fallbacks";

    /// <summary>Counter, {transition}: changes of a partition's circuit, by <see cref="GuardTag"/>, <see cref="StateTag"/> (the new one) and <see cref="ReasonTag"/>.</summary>
    public const string Transitions = "autonomous_sdlc.guard.transitions";

    /// <summary>Gauge, {partition}: partitions that exist, by <see cref="GuardTag"/> and <see cref="StateTag"/>.</summary>
    public const string Partitions = "autonomous_sdlc.guard.partitions";

    /// <summary>Gauge, {attempt}: attempts under way, by <see cref="GuardTag"/>.</summary>
    public const string InFlight = "autonomous_sdlc.guard.in_flight";

    /// <summary>Histogram, s: duration of guarded calls that were admitted or answered by a fallback step, pauses included, by <see cref="GuardTag"/> and <see cref="OutcomeTag"/>.</summary>
    public const string Duration = "autonomous_sdlc.guard.duration";

    /// <summary>Tag: name of the guard.</summary>
    public const string GuardTag = "guard.name";

    /// <summary>Tag: <c>success</c>, <c>failure</c>, <c>rejected</c>, <c>cancelled</c> or <c>fallback</c> (a fallback step delivered the value); for steps <c>success</c>, <c>failure</c> or <c>skipped</c>.</summary>
    public const string OutcomeTag = "guard.outcome";

    /// <summary>Tag: <c>success</c>, <c>transient</c>, <c>permanent</c>, <c>rejection</c>, <c>timeout</c> or <c>cancelled</c>.</summary>
    public const string ResultTag = "guard.result";

    /// <summary>Tag: the reason, in snake case.</summary>
    public const string ReasonTag = "guard.reason";

    /// <summary>Tag: <c>closed</c>, <c>open</c>, <c>half_open</c> or <c>isolated</c>.</summary>
    public const string StateTag = "guard.state";

    /// <summary>Tag: name of the fallback step.</summary>
    public const string StepTag = "guard.step";
}
