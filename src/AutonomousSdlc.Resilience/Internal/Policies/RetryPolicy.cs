using AutonomousSdlc.Shared;

namespace AutonomousSdlc.Resilience.Internal.Policies;

/// <summary>Decides whether a failed attempt is tried again and after which pause. The budget is asked last, so that only retries that happen draw from it.</summary>
internal static class RetryPolicy
{
    public static RetryDecision Decide(in RetryQuestion question, RetryBudget budget, long calls, long now, RetrySettings settings, IRandomSource random)
    {
        if (question.Kind is CallResultKind.Permanent)
        {
            return new RetryDecision(RetryStop.Permanent, 0);
        }

        if (question.Retries >= settings.MaximumRetries)
        {
            return new RetryDecision(RetryStop.RetriesUsed, 0);
        }

        // A dependency that refused has not begun to work on the call.
        if (!question.IsIdempotent && question.Kind != CallResultKind.Rejection)
        {
            return new RetryDecision(RetryStop.NotIdempotent, 0);
        }

        var asked = Math.Min(question.RetryAfter, settings.MaximumRetryAfter);
        var delay = Math.Max(asked, DecorrelatedJitter.Next(Math.Max(question.PreviousDelay, settings.BaseDelay), settings, random));
        if (delay >= question.Remaining)
        {
            return new RetryDecision(RetryStop.DeadlineTooClose, 0);
        }

        return budget.TryTake(calls, now, settings.Budget)
            ? new RetryDecision(RetryStop.None, delay)
            : new RetryDecision(RetryStop.BudgetExhausted, 0);
    }
}
