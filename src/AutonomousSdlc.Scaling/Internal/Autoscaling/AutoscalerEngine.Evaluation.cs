using AutonomousSdlc.Scaling.Internal.Policies;
using Microsoft.Extensions.Options;

namespace AutonomousSdlc.Scaling.Internal.Autoscaling;

/// <content>One evaluation.</content>
internal sealed partial class AutoscalerEngine
{
    private async Task<ScaleDecision> EvaluateInTurnAsync(CancellationToken cancellationToken)
    {
        RefreshOptions();
        var target = _target;
        if (!ReferenceEquals(target, _known))
        {
            _policy.Reset();
            _known = target;
        }

        // Signals are read even when the target is silent, so that their rates go on without a gap.
        var signals = await _readers.ReadAsync(_options.GetTargets(), _options.CallTimeout, cancellationToken).ConfigureAwait(false);
        var (state, problem) = await ObserveAsync(target, cancellationToken).ConfigureAwait(false);
        if (state is null)
        {
            var unknown = TargetUnknown(signals, problem!);
            Record(unknown);
            return unknown;
        }

        var now = _time.GetElapsedTime(_began);
        var decision = _policy.Decide(new ScaleObservation(Name, _time.GetUtcNow(), now, state, signals), _options);
        if (decision.IsChange)
        {
            var failure = await ActAsync(target, decision, cancellationToken).ConfigureAwait(false);
            if (failure is null)
            {
                _policy.Applied(now, decision.From, decision.To, _options);
            }
            else
            {
                decision = decision with
                {
                    To = decision.From,
                    Cause = ScaleCause.TargetFailed,
                    Reason = FormattableString.Invariant($"Held at {decision.From}: the target did not change to {decision.To}: {failure} It is asked again at the next evaluation."),
                };
            }
        }

        Record(decision);
        return decision;
    }

    private void RefreshOptions()
    {
        try
        {
            _options = _read();
            _refused = null;
        }
        catch (OptionsValidationException exception)
        {
            // The options in force were valid; a bad edit of a file must not stop a service from scaling.
            var errors = string.Join(" ", exception.Failures);
            if (errors != _refused)
            {
                _refused = errors;
                AutoscalingLog.OptionsRefused(_logger, Name, errors);
            }
        }
    }

    private async Task<(ScaleTargetState? State, string? Problem)> ObserveAsync(IScaleTarget target, CancellationToken cancellationToken)
    {
        using var deadline = new CallDeadline(_options.CallTimeout, _time, cancellationToken);
        try
        {
            var state = await target.ObserveAsync(deadline.Token).AsTask().WaitAsync(deadline.Token).ConfigureAwait(false);
            return state is { Desired: >= 0, Ready: >= 0, Pending: >= 0, Draining: >= 0 }
                ? (state, null)
                : (null, "It reported a negative count.");
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            // A user's adapter may fail in any way; the loop goes on.
            return (null, Explain(exception, deadline));
        }
    }

    private async Task<string?> ActAsync(IScaleTarget target, ScaleDecision decision, CancellationToken cancellationToken)
    {
        using var deadline = new CallDeadline(_options.CallTimeout, _time, cancellationToken);
        try
        {
            await target.SetDesiredAsync(decision.To, decision.Reason, deadline.Token).AsTask().WaitAsync(deadline.Token).ConfigureAwait(false);
            return null;
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            // As above.
            return Explain(exception, deadline);
        }
    }

    private string Explain(Exception exception, CallDeadline deadline) =>
        deadline.IsOver && exception is OperationCanceledException
            ? FormattableString.Invariant($"no answer within {_options.CallTimeout.TotalSeconds:0.###} s (CallTimeout).")
            : $"{exception.Message.TrimEnd('.')}.";

    private ScaleDecision TargetUnknown(IReadOnlyList<SignalObservation> signals, string problem)
    {
        var count = LastDecision?.To ?? 0;
        return new ScaleDecision
        {
            Autoscaler = Name,
            At = _time.GetUtcNow(),
            From = count,
            To = count,
            Cause = ScaleCause.TargetUnknown,
            Reason = $"Held: the target could not be observed: {problem}",
            Evidence = new ScaleEvidence
            {
                Signals = [.. signals.Select(static signal => new SignalEvidence(signal.Name, signal.Value, signal.PerWorker, Wanted: null, signal.Problem))],
                Minimum = _options.Minimum,
                Maximum = _options.Maximum,
            },
        };
    }

    private void Record(ScaleDecision decision)
    {
        _metrics.Count(decision);
        if (!_history.Add(decision))
        {
            return;
        }

        switch (decision.Cause)
        {
            case var _ when decision.IsChange:
                AutoscalingLog.Scaled(_logger, Name, decision.From, decision.To, decision.Reason);
                break;
            case ScaleCause.TargetUnknown or ScaleCause.TargetFailed:
                AutoscalingLog.TargetFailed(_logger, Name, decision.Reason);
                break;
            case ScaleCause.SignalUnknown:
                AutoscalingLog.SignalUnknown(_logger, Name, decision.Reason);
                break;
            case ScaleCause.AtMaximum:
                AutoscalingLog.AtMaximum(_logger, Name, decision.Reason);
                break;
            default:
                AutoscalingLog.Held(_logger, Name, decision.Cause, decision.Reason);
                break;
        }
    }
}
