using System.Runtime.CompilerServices;
using AutonomousSdlc.Deployment.Internal.Journal;

namespace AutonomousSdlc.Deployment.Internal;

internal sealed partial class DeploymentOrchestrator
{
    public Task<IReadOnlyList<DeploymentResult>> RecoverAsync(CancellationToken cancellationToken = default) =>
        TrackAsync(RecoverCoreAsync, cancellationToken);

    public async IAsyncEnumerable<DeploymentEvent> WatchAsync(
        string deploymentId,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(deploymentId);
        if (_services.Events.TryGet(deploymentId, out var log))
        {
            await foreach (var one in log.WatchAsync(cancellationToken).ConfigureAwait(false))
            {
                yield return one;
            }

            yield break;
        }

        var found = false;
        foreach (var environment in _environments.Options.Environments)
        {
            foreach (var one in JournalEvents.Of(_environments.StoreOf(environment).Read().Records, deploymentId))
            {
                found = true;
                yield return one;
            }
        }

        if (!found)
        {
            throw new DeploymentException($"No deployment has the identity '{deploymentId}'. GetHistoryAsync lists those that are known.");
        }
    }

    public Task<IReadOnlyList<DeploymentResult>> GetHistoryAsync(
        DeploymentHistoryQuery? query = null,
        CancellationToken cancellationToken = default)
    {
        query ??= new DeploymentHistoryQuery();
        ArgumentOutOfRangeException.ThrowIfLessThan(query.Limit, 1);
        var results = new List<DeploymentResult>();
        foreach (var environment in _environments.Options.Environments)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if ((query.Service ?? environment.Service) == environment.Service && (query.Environment ?? environment.Name) == environment.Name)
            {
                results.AddRange(JournalHistory.Results(_environments.StoreOf(environment).Read().Records)
                    .Where(result => query.Status is null || result.Status == query.Status));
            }
        }

        results.Reverse();
        return Task.FromResult<IReadOnlyList<DeploymentResult>>(
            [.. results.OrderByDescending(result => result.StartedAt).Take(query.Limit)]);
    }

    private async Task<IReadOnlyList<DeploymentResult>> RecoverCoreAsync(CancellationToken cancellationToken)
    {
        var results = new List<DeploymentResult>();
        foreach (var environment in _environments.Options.Environments.Select(Snapshot).ToList())
        {
            cancellationToken.ThrowIfCancellationRequested();
            var store = _environments.StoreOf(environment);
            if (!File.Exists(store.FilePath))
            {
                continue;
            }

            using var session = store.Open(_environments.Options.HistoryLimit);
            if (await RecoverUnfinishedAsync(session, environment, cancellationToken).ConfigureAwait(false) is { } result)
            {
                results.Add(result);
            }
        }

        return results;
    }

    private async Task<DeploymentResult?> RecoverUnfinishedAsync(
        JournalSession session,
        DeploymentEnvironment environment,
        CancellationToken cancellationToken)
    {
        if (session.WasTorn)
        {
            Log.TornTail(_services.Logger, _environments.StoreOf(environment).FilePath);
        }

        if (JournalHistory.Unfinished(session.Records) is not { } records)
        {
            return null;
        }

        try
        {
            return await new RecoveryExecutor(session, records, _environments.RuntimeOf(environment), _services, _provider)
                .ExecuteAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _services.Events.Close(records[0].Entry.DeploymentId);
        }
    }
}
