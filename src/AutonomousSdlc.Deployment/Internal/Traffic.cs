using AutonomousSdlc.Deployment.Internal.Journal;
using AutonomousSdlc.Deployment.Internal.Policies;

namespace AutonomousSdlc.Deployment.Internal;

/// <summary>Operations that the way forward and the way back share.</summary>
internal static class Traffic
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(50);

    /// <summary>Applies a change and returns when the router itself reports it: some take time to spread it.</summary>
    public static async Task<StepOutcome> MoveAsync(DeploymentRun run, TrafficChange change, CancellationToken cancellationToken)
    {
        await run.Runtime.Router.SetWeightsAsync(change, cancellationToken).ConfigureAwait(false);
        while (true)
        {
            var state = await run.Runtime.Router.ObserveAsync(cancellationToken).ConfigureAwait(false);
            if (state.Epoch > change.Epoch)
            {
                throw new StaleTrafficChangeException(change.Epoch, change.Generation, state.Epoch, state.Generation);
            }

            if (change.Weights.All(weight => state.WeightOf(weight.Key) == weight.Value))
            {
                var weights = string.Join(", ", change.Weights.Select(weight => $"{weight.Key} {weight.Value}"));
                return new StepOutcome($"The router reports the weights {weights}.");
            }

            await Task.Delay(Poll, run.Time, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Waits for the requests in flight of a slot that has no traffic. What remains is reported and may be cut off.</summary>
    /// <returns>What went wrong, or <see langword="null"/>.</returns>
    public static async Task<string?> DrainAsync(DeploymentRun run, string slot, string step, string description, JournalKind done)
    {
        var deadline = run.Settings.Drain.Deadline;
        string? problem = null;
        try
        {
            await run.StepAsync(
                step,
                deadline + run.Settings.Deadlines.Stop,
                done,
                description,
                async token =>
                {
                    if (await run.Runtime.Router.DrainAsync(slot, deadline, token).ConfigureAwait(false))
                    {
                        return new StepOutcome($"Slot {slot} has no request in flight.");
                    }

                    Log.DrainIncomplete(run.Logger, run.Id, slot, deadline);
                    problem = $"Slot {slot} still had requests in flight after {Text.Of(deadline)}.";
                    return new StepOutcome(problem);
                },
                CancellationToken.None).ConfigureAwait(false);
            return problem;
        }
        catch (DeploymentException exception) when (exception is not (DeploymentJournalException or StaleTrafficChangeException))
        {
            return exception.Message;
        }
    }

    /// <summary>Stops a slot that has no traffic. What cannot be stopped costs resources, not requests.</summary>
    /// <returns>What went wrong, or <see langword="null"/>.</returns>
    public static async Task<string?> StopAsync(DeploymentRun run, string slot, string step, string description, JournalKind done)
    {
        var grace = run.Settings.Drain.StopGrace;
        var attempt = grace + run.Settings.Deadlines.Stop;
        try
        {
            await run.StepAsync(
                step,
                attempt + run.Settings.Deadlines.RollBack,
                done,
                description,
                _ => Retry.RunAsync(
                    run,
                    step,
                    attempt,
                    async token =>
                    {
                        await run.Runtime.Target.StopSlotAsync(slot, grace, token).ConfigureAwait(false);
                        return new StepOutcome($"Slot {slot} is stopped.");
                    }),
                CancellationToken.None).ConfigureAwait(false);
            return null;
        }
        catch (DeploymentException exception) when (exception is not (DeploymentJournalException or StaleTrafficChangeException))
        {
            Log.LeftRunning(run.Logger, run.Id, slot, exception.Message);
            return $"Slot {slot} could not be stopped: {exception.Message}";
        }
    }
}
