using AutonomousSdlc.Deployment.Internal.Journal;
using AutonomousSdlc.Deployment.Internal.Policies;

namespace AutonomousSdlc.Deployment.Internal;

/// <summary>Takes the steps of a plan in order, from any of them, and turns round when one fails.</summary>
internal sealed class ForwardExecutor(DeploymentRun run, GateRunner? gates, IServiceProvider provider)
{
    private readonly RollBackExecutor _rollBack = new(run);
    private readonly List<string> _reasons = [];

    public async Task<DeploymentResult> ExecuteAsync(string firstStep, CancellationToken cancellationToken)
    {
        try
        {
            foreach (var step in run.Plan.Steps.SkipWhile(step => step.Id != firstStep))
            {
                if (run.IsPromoted && step.Id == StepIds.Bake)
                {
                    continue;
                }

                // Accepted means accepted: cancelling no longer makes the old version better.
                var token = run.IsPromoted ? CancellationToken.None : cancellationToken;
                token.ThrowIfCancellationRequested();
                if (await TakeAsync(step, token).ConfigureAwait(false) is { } end)
                {
                    return end;
                }
            }

            _reasons.Insert(0, run.Evidence?.Reason ?? $"Version {run.Plan.Version} serves from slot {run.Plan.Slot}.");
            return run.Finish(DeploymentStatus.Succeeded, _reasons);
        }
        catch (DeploymentJournalException)
        {
            // Nothing may be done that cannot be written down first.
            throw;
        }
        catch (StaleTrafficChangeException exception)
        {
            return _rollBack.Hold(exception.Message);
        }
        catch (Exception exception) when (run.IsPromoted)
        {
            return _rollBack.Hold($"The new version was accepted, but what remained failed: {exception.Message}");
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return await _rollBack.ExecuteAsync(DeploymentStatus.Cancelled, ["The deployment was cancelled."]).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            return await _rollBack.ExecuteAsync(DeploymentStatus.Failed, [exception.Message]).ConfigureAwait(false);
        }
    }

    private async Task<DeploymentResult?> TakeAsync(DeploymentStep step, CancellationToken cancellationToken)
    {
        switch (step.Id)
        {
            case StepIds.Gates:
                return await AskGatesAsync(step, cancellationToken).ConfigureAwait(false);
            case StepIds.Start:
                await run.StepAsync(step.Id, step.Deadline, JournalKind.Applied, step.Description, StartAsync, cancellationToken).ConfigureAwait(false);
                return null;
            case StepIds.Validate:
                await run.StepAsync(
                    step.Id, step.Deadline, JournalKind.Verdict, step.Description, token => HealthValidator.ValidateAsync(run, token), cancellationToken).ConfigureAwait(false);
                return null;
            case StepIds.Switch:
                await SwitchAsync(step, cancellationToken).ConfigureAwait(false);
                return null;
            case StepIds.Bake:
                return await BakeAsync(step, cancellationToken).ConfigureAwait(false);
            case StepIds.Drain:
                AddReason(await Traffic.DrainAsync(run, run.Plan.PreviousSlot!, step.Id, step.Description, JournalKind.Applied).ConfigureAwait(false));
                return null;
            case StepIds.Stop:
                AddReason(await Traffic.StopAsync(run, run.Plan.PreviousSlot!, step.Id, step.Description, JournalKind.Applied).ConfigureAwait(false));
                return null;
            default:
                throw new DeploymentException($"Step '{step.Id}' is unknown. Use the release of AutonomousSdlc.Deployment that began the deployment.");
        }
    }

    private async Task<DeploymentResult?> AskGatesAsync(DeploymentStep step, CancellationToken cancellationToken)
    {
        var verdict = GateVerdict.Pass();
        var context = new DeploymentGateContext(run.Request, run.Settings, provider);
        try
        {
            await run.StepAsync(
                step.Id,
                step.Deadline,
                JournalKind.Verdict,
                step.Description,
                async token =>
                {
                    verdict = await gates!.RunAsync(context, token).ConfigureAwait(false);
                    return new StepOutcome(string.Join(' ', verdict.Reasons));
                },
                cancellationToken).ConfigureAwait(false);
        }
        catch (DeploymentException exception) when (exception is not DeploymentJournalException)
        {
            // A gate that does not answer in time has not said yes.
            verdict = GateVerdict.Refuse(exception.Message);
        }

        if (verdict.IsPassed)
        {
            return null;
        }

        Log.Refused(run.Logger, run.Id, string.Join(' ', verdict.Reasons));
        return run.Finish(DeploymentStatus.Refused, verdict.Reasons);
    }

    private async Task<StepOutcome> StartAsync(CancellationToken cancellationToken)
    {
        var slot = run.Plan.Slot;
        var target = run.Runtime.Target;
        var left = await target.ObserveSlotAsync(slot, cancellationToken).ConfigureAwait(false);
        if (left.Version is not null || left.Instances.Count > 0)
        {
            // What an earlier deployment left must not be mistaken for the new version, even under the same name.
            await target.StopSlotAsync(slot, run.Settings.Drain.StopGrace, cancellationToken).ConfigureAwait(false);
        }

        var observation = await target.EnsureSlotAsync(
            new SlotSpecification
            {
                Service = run.Plan.Service,
                Environment = run.Plan.Environment,
                Slot = slot,
                Version = run.Plan.Version,
                Replicas = run.Plan.Replicas,
            },
            cancellationToken).ConfigureAwait(false);
        var ready = observation.ReadyAddresses.Count;
        return ready >= run.Plan.Replicas
            ? new StepOutcome($"{ready} instance(s) of {run.Plan.Version} are ready in slot {slot}.")
            : throw new DeploymentTargetException(slot, $"Only {ready} of {run.Plan.Replicas} instance(s) are ready in slot {slot}.", innerException: null);
    }

    private async Task SwitchAsync(DeploymentStep step, CancellationToken cancellationToken)
    {
        var observation = await World.ReadAsync(
            run.Settings, run.Time, token => run.Runtime.Target.ObserveSlotAsync(run.Plan.Slot, token).AsTask(), cancellationToken).ConfigureAwait(false);
        var change = run.NextChange(run.Plan.Slot, run.Plan.PreviousSlot, observation.ReadyAddresses);
        run.SwitchIntended = true;
        await run.StepAsync(
            step.Id, step.Deadline, JournalKind.Applied, step.Description, token => Traffic.MoveAsync(run, change, token), cancellationToken, change).ConfigureAwait(false);
        run.IsPromoted |= run.Plan.Steps.All(one => one.Id != StepIds.Bake);
    }

    private async Task<DeploymentResult?> BakeAsync(DeploymentStep step, CancellationToken cancellationToken)
    {
        BakeEvidence? evidence = null;
        var accepted = false;
        await run.StepAsync(
            step.Id,
            step.Deadline,
            JournalKind.Verdict,
            step.Description,
            async token =>
            {
                evidence = await new BakeWatcher(run).WatchAsync(token).ConfigureAwait(false);
                accepted = evidence.Verdict == BakeVerdict.Promote
                    || (evidence.Verdict == BakeVerdict.Inconclusive && run.Settings.Strategy.OnInsufficientEvidence == InsufficientEvidenceAction.Promote);
                return new StepOutcome(
                    $"{evidence.Verdict}: {evidence.Reason}", evidence, accepted ? DeploymentStatus.Succeeded : DeploymentStatus.RolledBack);
            },
            cancellationToken).ConfigureAwait(false);
        run.Evidence = evidence;
        run.IsPromoted = accepted;
        return accepted
            ? null
            : await _rollBack.ExecuteAsync(DeploymentStatus.RolledBack, [evidence!.Reason]).ConfigureAwait(false);
    }

    private void AddReason(string? problem)
    {
        if (problem is not null)
        {
            _reasons.Add(problem);
        }
    }
}
