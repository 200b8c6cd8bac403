using AutonomousSdlc.Resilience.Internal.Policies;
using Microsoft.Extensions.Logging;

namespace AutonomousSdlc.Resilience.Internal;

/// <summary>Says in logs and metrics what a guard decided. Called outside of locks.</summary>
internal sealed class GuardEvents(string guardName, ILogger logger, ResilienceMetrics metrics, ClockScale clock)
{
    private readonly KeyValuePair<string, object?> _guardTag = new(ResilienceTelemetry.GuardTag, guardName);

    public bool MeasuresDuration => metrics.Duration.Enabled;

    public void OnTransition(GuardPartition partition, in Transition transition)
    {
        if (!transition.Happened)
        {
            return;
        }

        metrics.Transitions.Add(
            1,
            _guardTag,
            new KeyValuePair<string, object?>(ResilienceTelemetry.StateTag, TagNames.Of(transition.To)),
            new KeyValuePair<string, object?>(ResilienceTelemetry.ReasonTag, TagNames.Of(transition.Cause)));
        var subject = partition.Identity.Subject;
        switch (transition.To)
        {
            case CircuitState.Open:
                var cause = ExplanationText.Cause(transition) + ExplanationText.LastFailure(partition);
                Log.CircuitOpened(logger, subject, cause, Sentences.Seconds(clock.ToTimeSpan(transition.Pause)));
                break;
            case CircuitState.HalfOpen:
                Log.CircuitHalfOpened(logger, subject);
                break;
            case CircuitState.Isolated:
                Log.Isolated(logger, subject, partition.Identity.IsolationReason ?? "no reason given");
                break;
            default:
                Log.CircuitClosed(logger, subject, transition.Cause == TransitionCause.Reset ? "reset by hand" : "the dependency recovered");
                break;
        }
    }

    public void OnRetry(GuardPartition partition, long delay, int attempt, CallResultKind kind, string? failure)
    {
        if (logger.IsEnabled(LogLevel.Debug))
        {
            Log.Retrying(logger, partition.Identity.Subject, Sentences.Seconds(clock.ToTimeSpan(delay)), attempt, kind, failure ?? "result");
        }
    }

    public void OnRetryRefused(GuardPartition partition, RetryStop stop, bool budgetRanOut, double ratio)
    {
        metrics.RetriesRefused.Add(1, _guardTag, new KeyValuePair<string, object?>(ResilienceTelemetry.ReasonTag, TagNames.Of(stop)));
        if (budgetRanOut)
        {
            Log.RetryBudgetExhausted(logger, partition.Identity.Subject, ratio);
        }
    }

    public void OnFallback(GuardPartition partition, string step, string outcome, int attempts, string? failure)
    {
        metrics.Fallbacks.Add(
            1,
            _guardTag,
            new KeyValuePair<string, object?>(ResilienceTelemetry.StepTag, step),
            new KeyValuePair<string, object?>(ResilienceTelemetry.OutcomeTag, outcome));
        if (outcome == "success")
        {
            Log.FellBack(logger, partition.Identity.Subject, step, attempts, failure ?? "result");
        }
    }

    public void OnFallbackFailed(GuardPartition partition, string step, Exception exception) =>
        Log.FallbackStepFailed(logger, exception, partition.Identity.Subject, step);

    public void OnRuleThrew(GuardPartition partition, Exception exception) =>
        Log.RuleThrew(logger, exception, partition.Identity.Subject);

    public void OnPartitionLimit(int maximum) => Log.PartitionLimitReached(logger, guardName, maximum);

    public void OnReloaded() => Log.OptionsReloaded(logger, guardName);

    public void OnCancellationCallbackThrew(Exception exception) => Log.CancellationCallbackThrew(logger, exception, guardName);

    public void OnEnded(string outcome, TimeSpan elapsed) =>
        metrics.Duration.Record(elapsed.TotalSeconds, _guardTag, new KeyValuePair<string, object?>(ResilienceTelemetry.OutcomeTag, outcome));
}
