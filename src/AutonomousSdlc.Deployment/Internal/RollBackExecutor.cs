using AutonomousSdlc.Deployment.Internal.Journal;
using AutonomousSdlc.Deployment.Internal.Policies;

namespace AutonomousSdlc.Deployment.Internal;

/// <summary>
/// The way back: traffic to the old slot, but only after it was seen serving; then the new slot is drained and stopped.
/// It cannot be cancelled.
/// </summary>
internal sealed class RollBackExecutor(DeploymentRun run)
{
    /// <param name="status">What the deployment becomes when the new version had no traffic.</param>
    /// <param name="reasons">Why.</param>
    /// <param name="hadTraffic">The journal says that the new version had traffic, whatever the router says by now.</param>
    public async Task<DeploymentResult> ExecuteAsync(DeploymentStatus status, IReadOnlyList<string> reasons, bool hadTraffic = false)
    {
        var why = string.Join(' ', reasons);
        run.Record(JournalKind.Intent, StepIds.RollBack, why, entry => entry with { Outcome = status });
        Log.GoingBack(run.Logger, run.Id, why);
        var all = new List<string>(reasons);
        try
        {
            var state = await Retry.RunAsync(
                run, StepIds.RollBack, run.Settings.Deadlines.Switch, token => run.Runtime.Router.ObserveAsync(token).AsTask()).ConfigureAwait(false);
            var hasTraffic = state.WeightOf(run.Plan.Slot) > 0;
            var nobodyHasTraffic = !hasTraffic && run.Plan.PreviousSlot is { } old && state.WeightOf(old) == 0;
            if (hasTraffic || (nobodyHasTraffic && run.SwitchIntended))
            {
                if (await MoveBackAsync().ConfigureAwait(false) is { } obstacle)
                {
                    return Hold([.. all, obstacle]);
                }

                hadTraffic = true;
                if (await Traffic.DrainAsync(
                    run, run.Plan.Slot, StepIds.DrainNew, $"Wait until slot {run.Plan.Slot} has no request in flight.", JournalKind.Compensated).ConfigureAwait(false) is { } rest)
                {
                    all.Add(rest);
                }
            }
            else if (run.SwitchIntended && run.Plan.PreviousSlot is not null)
            {
                await FenceAsync(run.Plan.PreviousSlot).ConfigureAwait(false);
            }

            if (await Traffic.StopAsync(run, run.Plan.Slot, StepIds.StopNew, $"Stop slot {run.Plan.Slot}.", JournalKind.Compensated).ConfigureAwait(false) is { } left)
            {
                all.Add(left);
            }

            return run.Finish(hadTraffic && status == DeploymentStatus.Failed ? DeploymentStatus.RolledBack : status, all);
        }
        catch (DeploymentJournalException)
        {
            throw;
        }
        catch (Exception exception)
        {
            return Hold([.. all, $"The way back failed: {exception.Message}"]);
        }
    }

    public DeploymentResult Hold(params IReadOnlyList<string> reasons)
    {
        Log.Held(run.Logger, run.Id, string.Join(' ', reasons));
        return run.Finish(DeploymentStatus.Held, reasons);
    }

    /// <returns>Why the traffic stays where it is, or <see langword="null"/>.</returns>
    private async Task<string?> MoveBackAsync()
    {
        if (run.Plan.PreviousSlot is not { } old)
        {
            return $"This was the first deployment: there is no version to go back to, and slot {run.Plan.Slot} keeps the traffic.";
        }

        var proof = await ProveAsync(old).ConfigureAwait(false);
        if (!proof.Serves)
        {
            return $"Slot {old} does not serve ({proof.Problem}), so slot {run.Plan.Slot} keeps the traffic. Deploy a version that works.";
        }

        var change = run.NextChange(old, run.Plan.Slot, proof.Healthy);
        await run.StepAsync(
            StepIds.SwitchBack,
            run.Settings.Deadlines.RollBack + run.Settings.Deadlines.Switch,
            JournalKind.Compensated,
            $"Send all traffic back to slot {old}, which has {proof.Healthy.Count} healthy instance(s).",
            _ => Retry.RunAsync(run, StepIds.SwitchBack, run.Settings.Deadlines.Switch, token => Traffic.MoveAsync(run, change, token)),
            CancellationToken.None,
            change).ConfigureAwait(false);
        return null;
    }

    private async Task<SlotHealth> ProveAsync(string slot)
    {
        for (var attempt = 1; ; attempt++)
        {
            var health = await Retry.RunAsync(
                run,
                StepIds.RollBack,
                run.Settings.Health.Timeout * 2,
                token => SlotHealth.LookAsync(run.Runtime, slot, run.Settings.Health, token)).ConfigureAwait(false);
            if (health.Serves || attempt >= run.Settings.Health.UnhealthyAfter)
            {
                return health;
            }

            await Task.Delay(run.Settings.Health.Interval, run.Time, CancellationToken.None).ConfigureAwait(false);
        }
    }

    /// <summary>
    /// A change that was sent but not seen may still be on its way: stating the present weights under a newer number makes
    /// the router reject it.
    /// </summary>
    private async Task FenceAsync(string old)
    {
        var change = run.NextChange(old, run.Plan.Slot, endpoints: null);
        await run.StepAsync(
            StepIds.SwitchBack,
            run.Settings.Deadlines.RollBack + run.Settings.Deadlines.Switch,
            JournalKind.Compensated,
            $"Confirm that slot {old} has all traffic.",
            _ => Retry.RunAsync(run, StepIds.SwitchBack, run.Settings.Deadlines.Switch, token => Traffic.MoveAsync(run, change, token)),
            CancellationToken.None,
            change).ConfigureAwait(false);
    }
}
