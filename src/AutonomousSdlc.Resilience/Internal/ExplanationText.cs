using System.Globalization;
using AutonomousSdlc.Resilience.Internal.Policies;

namespace AutonomousSdlc.Resilience.Internal;

/// <summary>Says in one sentence why a circuit is in its state.</summary>
internal static class ExplanationText
{
    public static string For(GuardPartition partition, AdmissionPolicy admission, Transition last, GuardSettings settings, ClockScale clock, long now)
    {
        var attempts = partition.Ended;
        var failures = partition.Counters.Sum(CounterId.Transient) + partition.Counters.Sum(CounterId.DependencyRejected) + partition.Counters.Sum(CounterId.TimedOut);
        var history = $"{Sentences.Plural(failures, "failure")} of {Sentences.Plural(attempts, "attempt")}";
        return admission.State switch
        {
            CircuitState.Isolated => $"isolated by hand: {partition.Identity.IsolationReason ?? "no reason given"}",
            CircuitState.Open => $"open because {Cause(last)}{LastFailure(partition)}; next probe in {Sentences.Seconds(clock.ToTimeSpan(Math.Max(0, admission.ReopensAt - now)))}; {history}",
            CircuitState.HalfOpen => string.Create(CultureInfo.InvariantCulture, $"half-open: recovering since {Sentences.Seconds(clock.ToTimeSpan(now - admission.Since))}, admits {Math.Floor(admission.Level.Value)} at a time, {admission.ProbesUnderWay} under way; {history}"),
            _ when attempts == 0 => "closed because nothing was called yet",
            _ => string.Create(CultureInfo.InvariantCulture, $"closed because {history}, {admission.Failures} in a row, opens at {settings.Breaker.ConsecutiveFailures}"),
        };
    }

    public static string Cause(in Transition transition) => transition.Cause switch
    {
        TransitionCause.ProbeFailed => "a probe failed",
        TransitionCause.ProbeHung => $"{Sentences.Plural(transition.Failures, "probe")} did not end within the lease",
        _ => $"{Sentences.Plural(transition.Failures, "call")} in a row failed",
    };

    public static string LastFailure(GuardPartition partition) =>
        partition.LastFailure is { } failure ? $" (last: {failure})" : string.Empty;
}
