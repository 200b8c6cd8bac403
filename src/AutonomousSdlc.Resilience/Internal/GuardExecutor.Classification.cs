namespace AutonomousSdlc.Resilience.Internal;

/// <content>What an attempt says about the dependency.</content>
internal sealed partial class GuardExecutor
{
    private CallVerdict Classify<T>(in CallFrame frame, T value)
    {
        if (!frame.Settings.HasResultRules)
        {
            return CallVerdict.Success;
        }

        foreach (var rule in frame.Settings.ResultRulesFor<T>())
        {
            try
            {
                if (((Func<T, CallVerdict?>)rule)(value) is { } verdict)
                {
                    return verdict;
                }
            }
            catch (Exception exception)
            {
                // A rule is the user's code; a broken one must not turn good values into failures.
                _events.OnRuleThrew(frame.Partition, exception);
            }
        }

        return CallVerdict.Success;
    }

    /// <param name="frame">The call.</param>
    /// <param name="error">What the attempt threw; replaced by the guard's own exception if a time limit was behind it.</param>
    /// <param name="end">Who cancelled the attempt.</param>
    /// <param name="cancellationToken">The caller's token.</param>
    private CallVerdict Classify(in CallFrame frame, ref Exception error, AttemptEnd end, CancellationToken cancellationToken)
    {
        // Whatever an operation throws after its caller gave up is no evidence against the dependency.
        if (cancellationToken.IsCancellationRequested)
        {
            return CallVerdict.Cancelled;
        }

        if (end == AttemptEnd.TimedOut && error is OperationCanceledException)
        {
            error = TimeLimitException(in frame, error);
        }

        foreach (var rule in frame.Settings.ExceptionRules)
        {
            try
            {
                if (rule(error) is { } verdict)
                {
                    return verdict;
                }
            }
            catch (Exception exception)
            {
                // The next rule, or the built-in classification, decides.
                _events.OnRuleThrew(frame.Partition, exception);
            }
        }

        return ExceptionClassifier.Classify(error);
    }

    private ResilienceException TimeLimitException(in CallFrame frame, Exception cancellation)
    {
        var identity = frame.Partition.Identity;
        if (frame.AttemptDueAt >= frame.DeadlineAt)
        {
            var deadline = _clock.ToTimeSpan(frame.Deadline);
            return new DeadlineExceededException(
                $"{identity.Subject} ended the call at its deadline of {Sentences.Seconds(deadline)}, during attempt {frame.Attempts}. Raise Deadline or GuardCall.Deadline if the dependency needs longer.",
                cancellation)
            {
                GuardName = Name,
                Partition = identity.Partition,
                Deadline = deadline,
                Attempts = frame.Attempts,
            };
        }

        var timeout = _clock.ToTimeSpan(frame.Settings.AttemptTimeout);
        return new AttemptTimeoutException(
            $"{identity.Subject} cancelled attempt {frame.Attempts} after {Sentences.Seconds(timeout)}. Raise AttemptTimeout if the dependency needs longer.",
            cancellation)
        {
            GuardName = Name,
            Partition = identity.Partition,
            Timeout = timeout,
        };
    }
}
