using AutonomousSdlc.Deployment.Internal.Policies;

namespace AutonomousSdlc.Deployment.Internal;

/// <summary>Waits until every instance of a slot was healthy in enough looks in a row.</summary>
internal static class HealthValidator
{
    public static async Task<StepOutcome> ValidateAsync(DeploymentRun run, CancellationToken cancellationToken)
    {
        var settings = run.Settings.Health;
        string? problem = null;
        for (var healthy = 0; ;)
        {
            var health = await SlotHealth.LookAsync(run.Runtime, run.Plan.Slot, settings, cancellationToken).ConfigureAwait(false);
            healthy = health.IsComplete ? healthy + 1 : 0;
            if (healthy >= settings.HealthyAfter)
            {
                return new StepOutcome($"{health.Healthy.Count} instance(s) of slot {run.Plan.Slot} answered {settings.Path} as healthy, {healthy} time(s) in a row.");
            }

            if (health.Problem is not null && health.Problem != problem)
            {
                problem = health.Problem;
                run.Progress(StepIds.Validate, $"Not healthy yet: {problem}.");
            }

            await Task.Delay(settings.Interval, run.Time, cancellationToken).ConfigureAwait(false);
        }
    }
}
