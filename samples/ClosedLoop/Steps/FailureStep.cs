using System.Globalization;

namespace ClosedLoop.Steps;

/// <summary>A worker is killed and another one becomes sick.</summary>
internal sealed class FailureStep : IStep
{
    private const double Slowdown = 10;

    private static readonly TimeSpan AroundTheKill = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Observation = TimeSpan.FromSeconds(9);

    public string Name => "a worker is killed, another gets ten times slower";

    public async Task RunAsync(StepContext context, int number, CancellationToken cancellationToken)
    {
        var cluster = context.Cluster;
        var victims = cluster.Serving;
        if (victims.Count < 2)
        {
            throw new LoopException($"The step needs two workers with traffic, but {victims.Count} are ready.");
        }

        var before = cluster.Demand.Counters;
        var killed = await cluster.Fleet.KillAsync(victims[0], cancellationToken);
        context.Display.Say($"Killed {killed} with SIGKILL.");
        await cluster.Fleet.SlowDownAsync(victims[1], Slowdown, cancellationToken);
        context.Display.Say($"Made {victims[1].Id} ten times slower.");

        await context.WaitAsync(AroundTheKill, cancellationToken);
        var atTheKill = cluster.Demand.Counters - before;
        await context.WaitAsync(Observation, cancellationToken);
        var after = cluster.Demand.Counters - before;

        context.Record(
            number,
            "at most 3 failed requests at the kill",
            string.Create(CultureInfo.InvariantCulture, $"{atTheKill.Failed} of {atTheKill.Sent} requests"),
            atTheKill.Failed <= 3);
        context.Record(
            number,
            "at least 99 % success from then on",
            string.Create(CultureInfo.InvariantCulture, $"{after.SuccessRatio:0.00 %} of {after.Sent} requests, p99 {cluster.Demand.Latency.Percentile99():0} ms"),
            after.SuccessRatio >= 0.99);
    }
}
