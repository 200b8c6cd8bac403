using System.Globalization;
using ClosedLoop.Cluster;
using ClosedLoop.Demand;

namespace ClosedLoop.Steps;

/// <summary>Version 2 passes the gates and takes over under load.</summary>
internal sealed class ReleaseStep : IStep
{
    public string Name => "version 2 is deployed blue-green under load";

    public async Task RunAsync(StepContext context, int number, CancellationToken cancellationToken)
    {
        var cluster = context.Cluster;
        DemandCounters before;
        Executions executedBefore;
        using (await cluster.Demand.PauseAsync(cancellationToken))
        {
            before = cluster.Demand.Counters;
            executedBefore = await cluster.ExecutionsAsync();
        }

        var result = await cluster.DeployAsync("2", cancellationToken);

        DemandCounters during;
        Executions executed;
        using (await cluster.Demand.PauseAsync(cancellationToken))
        {
            during = cluster.Demand.Counters - before;
            executed = await cluster.ExecutionsAsync() - executedBefore;
        }

        context.Record(
            number,
            "the gates passed and version 2 serves",
            $"{result.Status}: {string.Join(' ', result.Reasons)}",
            result.IsSuccess && await cluster.ServingVersionAsync(cancellationToken) == "2");
        context.Record(
            number,
            "0 requests failed or answered twice",
            string.Create(CultureInfo.InvariantCulture, $"{during.Failed} failed, {executed.Twice} executed twice, of {during.Sent} requests"),
            during.Failed == 0 && executed.Twice == 0);
    }
}
