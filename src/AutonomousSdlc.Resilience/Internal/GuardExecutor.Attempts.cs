using AutonomousSdlc.Resilience.Internal.Policies;

namespace AutonomousSdlc.Resilience.Internal;

/// <content>The way of calls whose first attempt did not succeed at once.</content>
internal sealed partial class GuardExecutor
{
    private async ValueTask<TOut> ContinueAsync<T, TOut, TOperation, TMode>(TOperation operation, GuardCall call, CallFrame frame, ValueTask<T> pending, Exception? thrown, CancellationToken cancellationToken)
        where TOperation : struct, IOperation<T>
        where TMode : struct, IResultMode<T, TOut>
    {
        var delay = 0L;
        while (true)
        {
            T? value = default;
            var error = thrown;
            if (error is null)
            {
                try
                {
                    value = await pending.ConfigureAwait(false);
                }
                catch (Exception exception)
                {
                    // Whatever the operation throws is classified below.
                    error = exception;
                }
            }

            var end = EndAttempt(ref frame);
            var verdict = error is null ? Classify(in frame, value!) : Classify(in frame, ref error, end, cancellationToken);
            ReportAttempt(in frame, verdict, error);
            if (verdict.Kind == CallResultKind.Success)
            {
                return error is null
                    ? Succeed<T, TOut, TMode>(in frame, value!)
                    : TMode.Finish(EndCall(in frame, new Outcome<T>(OutcomeKind.Failure, default, error, frame.Attempts) { RetryStop = RetryStop.Permanent }));
            }

            if (verdict.Kind == CallResultKind.Cancelled)
            {
                return TMode.Finish(EndCall(in frame, Cancelled<T>(in frame, error, cancellationToken)));
            }

            var decision = DecideRetry(in frame, in call, verdict, ref delay);
            if (decision.IsRetry)
            {
                _events.OnRetry(frame.Partition, decision.Delay, frame.Attempts, verdict.Kind, error?.GetType().Name);
                if (decision.Delay > 0 && !await PauseAsync(_clock.ToTimeSpan(decision.Delay), TOperation.IsSynchronous, cancellationToken).ConfigureAwait(false))
                {
                    DiscardedValue.Dispose(value);
                    return TMode.Finish(EndCall(in frame, Cancelled<T>(in frame, error, cancellationToken)));
                }

                if (frame.Partition.TryEnter(frame.Settings, CallFrame.NoTimestamp, out var admission))
                {
                    _events.OnTransition(frame.Partition, admission.Transition);
                    frame.Partition.Counters.Increment(CounterId.Retries);
                    DiscardedValue.Dispose(value);
                    thrown = null;
                    try
                    {
                        pending = operation.InvokeAsync(BeginAttempt(ref frame, admission.Permit, _timeProvider.GetTimestamp(), cancellationToken));
                    }
                    catch (Exception exception)
                    {
                        // An operation that throws before its first await.
                        thrown = exception;
                    }

                    continue;
                }

                _events.OnTransition(frame.Partition, admission.Transition);
                decision = new RetryDecision(RetryStop.CircuitOpen, 0);
                _events.OnRetryRefused(frame.Partition, decision.Stop, budgetRanOut: false, frame.Settings.Retry.Budget.Ratio);
            }

            var failed = new Outcome<T>(OutcomeKind.Failure, value, error, frame.Attempts)
            {
                RetryStop = decision.Stop,
                RetryAfter = (error as ResilienceException)?.RetryAfter ?? verdict.RetryAfter,
            };
            return TMode.Finish(EndCall(in frame, await FallBackAsync(frame, call, operation.State, failed, TOperation.IsSynchronous, cancellationToken).ConfigureAwait(false)));
        }
    }

    private async ValueTask<TOut> FallBackAndFinishAsync<T, TOut, TOperation, TMode>(TOperation operation, GuardCall call, CallFrame frame, Outcome<T> refused, CancellationToken cancellationToken)
        where TOperation : struct, IOperation<T>
        where TMode : struct, IResultMode<T, TOut> =>
        TMode.Finish(EndCall(in frame, await FallBackAsync(frame, call, operation.State, refused, TOperation.IsSynchronous, cancellationToken).ConfigureAwait(false)));

    private TOut Succeed<T, TOut, TMode>(in CallFrame frame, T value)
        where TMode : struct, IResultMode<T, TOut>
    {
        if (frame.Settings.RemembersValues && frame.Settings.Remembers<T>())
        {
            frame.Partition.LastGoodValues.Set(value);
        }

        Measure(in frame, "success");
        return TMode.Succeeded(value, frame.Attempts);
    }

    private RetryDecision DecideRetry(in CallFrame frame, in GuardCall call, CallVerdict verdict, ref long delay)
    {
        var question = new RetryQuestion(
            verdict.Kind,
            verdict.RetryAfter is { } asked && asked > TimeSpan.Zero ? _clock.ToUnits(asked) : 0,
            frame.Attempts - 1,
            call.IsIdempotent ?? frame.Settings.AssumeIdempotent,
            delay,
            frame.DeadlineAt == long.MaxValue ? long.MaxValue : frame.DeadlineAt - _timeProvider.GetTimestamp());
        var decision = frame.Partition.DecideRetry(frame.Settings, in question, out var budgetRanOut);
        delay = decision.Delay;
        if (!decision.IsRetry)
        {
            _events.OnRetryRefused(frame.Partition, decision.Stop, budgetRanOut, frame.Settings.Retry.Budget.Ratio);
        }

        return decision;
    }

    /// <returns>Whether the pause passed; false if the caller cancelled.</returns>
    private async ValueTask<bool> PauseAsync(TimeSpan delay, bool isSynchronous, CancellationToken cancellationToken)
    {
        try
        {
            if (isSynchronous)
            {
                BlockingDelay.Wait(delay, _timeProvider, cancellationToken);
            }
            else
            {
                await Task.Delay(delay, _timeProvider, cancellationToken).ConfigureAwait(false);
            }

            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private void ReportAttempt(in CallFrame frame, CallVerdict verdict, Exception? error)
    {
        var partition = frame.Partition;
        if (verdict.Kind == CallResultKind.Success)
        {
            _events.OnTransition(partition, partition.Succeed(frame.Settings, frame.Permit));
            return;
        }

        var retryAfter = verdict.RetryAfter is { } asked && asked > TimeSpan.Zero ? _clock.ToUnits(asked) : 0;
        _events.OnTransition(partition, partition.Fail(frame.Settings, frame.Permit, verdict.Kind, retryAfter, error?.GetType().Name ?? "result"));
    }

    private Outcome<T> EndCall<T>(in CallFrame frame, in Outcome<T> outcome)
    {
        var counters = frame.Partition.Counters;
        if (frame.Attempts == 0 && outcome.Kind != OutcomeKind.Rejected)
        {
            counters.Increment(CounterId.RejectedThenEnded);
        }

        if (outcome.FallbackStep is not null)
        {
            counters.Increment(CounterId.CallFellBack);
            Measure(in frame, "fallback");
            return outcome;
        }

        if (outcome.Kind != OutcomeKind.Rejected)
        {
            counters.Increment(outcome.Kind == OutcomeKind.Cancelled ? CounterId.CallCancelled : CounterId.CallFailed);
            Measure(in frame, TagNames.Of(outcome.Kind));
        }

        return outcome;
    }

    private void Measure(in CallFrame frame, string outcome)
    {
        if (frame.StartedAt != CallFrame.NoTimestamp && _events.MeasuresDuration)
        {
            _events.OnEnded(outcome, _timeProvider.GetElapsedTime(frame.StartedAt));
        }
    }

    private static Outcome<T> Cancelled<T>(in CallFrame frame, Exception? error, CancellationToken cancellationToken) =>
        new(OutcomeKind.Cancelled, default, error as OperationCanceledException ?? new OperationCanceledException("The call was cancelled by its caller.", error, cancellationToken), frame.Attempts)
        {
            RetryStop = RetryStop.Cancelled,
        };
}
