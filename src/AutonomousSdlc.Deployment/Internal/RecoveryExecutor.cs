using AutonomousSdlc.Deployment.Internal.Journal;
using AutonomousSdlc.Deployment.Internal.Policies;

namespace AutonomousSdlc.Deployment.Internal;

/// <summary>Brings a deployment that a crash left to an end. The journal says what was intended; the world says what is.</summary>
internal sealed class RecoveryExecutor(
    JournalSession session,
    IReadOnlyList<JournalRecord> records,
    EnvironmentRuntime runtime,
    RunServices services,
    IServiceProvider provider)
{
    public async Task<DeploymentResult> ExecuteAsync(CancellationToken cancellationToken)
    {
        var run = Restore();
        var facts = ReadFacts(run);
        var status = records.LastOrDefault(record => record.Entry.Step == StepIds.RollBack).Entry?.Outcome ?? DeploymentStatus.Failed;
        var world = await World.ReadAsync(run.Settings, run.Time, token => LookAsync(run, token), cancellationToken).ConfigureAwait(false);
        var (action, reason) = RecoveryPolicy.Decide(facts, world);
        run.Record(
            JournalKind.Observed,
            StepIds.Recover,
            $"Weights {run.Plan.Slot} {world.NewWeight}, {run.Plan.PreviousSlot ?? "none"} {world.OldWeight}; serving: new {world.NewServes}, old {world.OldServes}; router epoch {world.RouterEpoch}.");
        run.Record(JournalKind.Intent, StepIds.Recover, $"{action}: {reason}");
        Log.Recovering(services.Logger, run.Id, action.ToString(), reason);

        run.IsPromoted = facts.IsPromoted && action == RecoveryAction.FinishForward;
        run.SwitchIntended = facts.SwitchIntended;
        string[] reasons = [.. RecordedReasons(), $"The orchestrator ended during the deployment. {reason}"];
        services.Metrics.Began(run.Plan);
        try
        {
            return await ActAsync(run, action, status, reasons, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            services.Metrics.Abandoned(run.Plan);
            throw;
        }
    }

    private async Task<DeploymentResult> ActAsync(
        DeploymentRun run,
        RecoveryAction action,
        DeploymentStatus status,
        IReadOnlyList<string> reasons,
        CancellationToken cancellationToken)
    {
        var rollBack = new RollBackExecutor(run);
        return action switch
        {
            // From the switch on: stating the weights again is harmless and fences off whatever the dead process sent.
            RecoveryAction.FinishForward or RecoveryAction.ResumeBake =>
                await new ForwardExecutor(run, gates: null, provider).ExecuteAsync(StepIds.Switch, cancellationToken).ConfigureAwait(false),
            RecoveryAction.CleanUp or RecoveryAction.RollBack =>
                await rollBack.ExecuteAsync(status, reasons, WasSwitched).ConfigureAwait(false),
            _ => rollBack.Hold(reasons),
        };
    }

    private bool WasSwitched => records.Any(record => record is { Kind: JournalKind.Applied, Entry.Step: StepIds.Switch });

    private static async Task<RecoveryWorld> LookAsync(DeploymentRun run, CancellationToken cancellationToken)
    {
        var state = await run.Runtime.Router.ObserveAsync(cancellationToken).ConfigureAwait(false);
        var fresh = await SlotHealth.LookAsync(run.Runtime, run.Plan.Slot, run.Settings.Health, cancellationToken).ConfigureAwait(false);
        var old = run.Plan.PreviousSlot is { } slot
            ? await SlotHealth.LookAsync(run.Runtime, slot, run.Settings.Health, cancellationToken).ConfigureAwait(false)
            : null;
        return new RecoveryWorld(
            state.Epoch,
            state.WeightOf(run.Plan.Slot),
            run.Plan.PreviousSlot is { } previous ? state.WeightOf(previous) : 0,
            fresh.Serves && fresh.Observation.Version == run.Plan.Version,
            old?.Serves ?? false);
    }

    private DeploymentRun Restore()
    {
        var first = records[0].Entry;
        if (first is not { Plan: { } plan, Request: { } request, Settings: { } settings })
        {
            throw new DeploymentException(
                $"The journal has no plan for deployment '{first.DeploymentId}'. Use the release of AutonomousSdlc.Deployment that began it.");
        }

        var run = new DeploymentRun(first.DeploymentId, request, plan, settings, session.LastEpoch + 1, first.At, session, runtime, services);
        run.Resume(records[^1].Entry.Sequence, JournalHistory.Steps(records));
        run.Evidence = records.LastOrDefault(record => record.Entry.Evidence is not null).Entry?.Evidence;
        return run;
    }

    private RecoveryFacts ReadFacts(DeploymentRun run)
    {
        var hasBake = run.Plan.Steps.Any(step => step.Id == StepIds.Bake);
        return new RecoveryFacts
        {
            HasPreviousSlot = run.Plan.PreviousSlot is not null,
            HasBake = hasBake,
            SwitchIntended = records.Any(record => record.Entry.Step == StepIds.Switch),
            IsPromoted = hasBake
                ? records.Any(record => record is { Kind: JournalKind.Verdict, Entry: { Step: StepIds.Bake, Outcome: DeploymentStatus.Succeeded } })
                : WasSwitched,
            RollBackBegun = records.Any(IsWayBack),
            LastEpoch = session.LastEpoch,
        };
    }

    /// <summary>A window that ended with a no counts as begun: the decision was made, only its first step is missing.</summary>
    private static bool IsWayBack(JournalRecord record) =>
        record.Entry.Step == StepIds.RollBack
        || record is { Kind: JournalKind.Verdict, Entry: { Step: StepIds.Bake, Outcome: DeploymentStatus.RolledBack } };

    private IEnumerable<string> RecordedReasons() =>
        records.Where(IsWayBack).Select(record => record.Entry.Message ?? string.Empty).Distinct(StringComparer.Ordinal).Take(1);
}
