using System.Globalization;
using AutonomousSdlc.Deployment;
using ClosedLoop.Demand;

namespace ClosedLoop.Steps;

/// <summary>Version 3 fails a fifth of its requests, which nobody tells the orchestrator.</summary>
internal sealed class BadReleaseStep : IStep
{
    private const long BadAnswerLimit = 200;

    private static readonly TimeSpan RollbackLimit = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Observation = TimeSpan.FromSeconds(3);

    public string Name => "version 3, which fails 20 % of its requests, is deployed";

    public async Task RunAsync(StepContext context, int number, CancellationToken cancellationToken)
    {
        var cluster = context.Cluster;
        using var watch = new ExposureWatch(cluster, context.TimeProvider);
        var failuresBefore = await cluster.FailuresAtTheForwarderAsync();

        var result = await cluster.DeployAsync("3", cancellationToken);

        var exposure = await watch.StopAsync();
        var bad = await cluster.FailuresAtTheForwarderAsync() - failuresBefore;
        DemandCounters before;
        long answersOfVersion3;
        using (await cluster.Demand.PauseAsync(cancellationToken))
        {
            before = cluster.Demand.Counters;
            answersOfVersion3 = cluster.Demand.AnswersOfVersion3;
        }

        await context.WaitAsync(Observation, cancellationToken);
        var after = cluster.Demand.Counters - before;

        var serving = await cluster.ServingVersionAsync(cancellationToken);
        context.Record(
            number,
            "rolled back within 10 s of its first traffic",
            $"{result.Status} after {StepContext.Seconds(exposure)}: {result.Evidence?.Reason ?? string.Join(' ', result.Reasons)}",
            result.Status == DeploymentStatus.RolledBack && exposure <= RollbackLimit);
        context.Record(
            number,
            "at most 200 bad answers at the forwarder",
            string.Create(CultureInfo.InvariantCulture, $"{bad} bad answers"),
            bad <= BadAnswerLimit);
        context.Record(
            number,
            "version 2 serves again",
            string.Create(CultureInfo.InvariantCulture, $"version {serving}, {after.Failed} failed of {after.Sent}, {cluster.Demand.AnswersOfVersion3 - answersOfVersion3} answers of version 3"),
            serving == "2" && after.Failed == 0 && cluster.Demand.AnswersOfVersion3 == answersOfVersion3);
    }
}
