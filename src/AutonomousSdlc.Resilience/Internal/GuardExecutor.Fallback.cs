namespace AutonomousSdlc.Resilience.Internal;

/// <content>The ordered chain of steps that answer when the operation cannot.</content>
internal sealed partial class GuardExecutor
{
    /// <returns>The value of the first step that delivers, otherwise <paramref name="failed"/>.</returns>
    private async ValueTask<Outcome<T>> FallBackAsync<T>(CallFrame frame, GuardCall call, object? state, Outcome<T> failed, bool isSynchronous, CancellationToken cancellationToken)
    {
        if (frame.Settings.Steps.Length == 0 || !frame.Settings.HasStepFor<T>())
        {
            return failed;
        }

        var failure = failed.Exception;
        var context = new FallbackContext(Name, frame.Partition.Key, in call, failure, failed.RejectionReason, failed.Attempts, state);
        foreach (var candidate in frame.Settings.Steps)
        {
            if (candidate is not FallbackStep<T> step)
            {
                continue;
            }

            if (cancellationToken.IsCancellationRequested)
            {
                return Cancelled<T>(in frame, failure, cancellationToken);
            }

            var (found, value) = await RunStepAsync(frame, step, context, isSynchronous, cancellationToken).ConfigureAwait(false);
            if (found)
            {
                _events.OnFallback(frame.Partition, step.Name, "success", failed.Attempts, failure?.GetType().Name);
                DiscardedValue.Dispose(failed.Value);
                return new Outcome<T>(OutcomeKind.Success, value, step.Name, failed.Attempts)
                {
                    RetryStop = failed.RetryStop,
                    RejectionReason = failed.RejectionReason,
                };
            }
        }

        return cancellationToken.IsCancellationRequested ? Cancelled<T>(in frame, failure, cancellationToken) : failed;
    }

    private async ValueTask<(bool Found, T? Value)> RunStepAsync<T>(CallFrame frame, FallbackStep<T> step, FallbackContext context, bool isSynchronous, CancellationToken cancellationToken)
    {
        try
        {
            if (!step.AppliesTo(in context))
            {
                _events.OnFallback(frame.Partition, step.Name, "skipped", context.Attempts, failure: null);
                return default;
            }

            using var limit = frame.Settings.StepTimeout is { } timeout ? new CancellationTokenSource(timeout, _timeProvider) : null;
            using var linked = limit is null ? null : CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
            var pending = step.RunAsync(context, frame.Partition, linked?.Token ?? cancellationToken);
            var result = isSynchronous && !pending.IsCompleted
                ? CompletedTask.Wait(pending)
                : await pending.ConfigureAwait(false);
            if (!result.Found)
            {
                _events.OnFallback(frame.Partition, step.Name, "skipped", context.Attempts, failure: null);
            }

            return result;
        }
        catch (Exception exception)
        {
            // A step is the user's code: the next one gets its chance, and in the end the original failure is reported.
            _events.OnFallback(frame.Partition, step.Name, "failure", context.Attempts, failure: null);
            if (!cancellationToken.IsCancellationRequested)
            {
                _events.OnFallbackFailed(frame.Partition, step.Name, exception);
            }

            return default;
        }
    }
}
