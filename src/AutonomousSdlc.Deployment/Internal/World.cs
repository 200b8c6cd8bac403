using AutonomousSdlc.Deployment.Internal.Policies;

namespace AutonomousSdlc.Deployment.Internal;

/// <summary>Reads router and target before anything is decided; what cannot be read is an error and not a guess.</summary>
internal static class World
{
    public static async Task<T> ReadAsync<T>(
        DeploymentEnvironment environment,
        TimeProvider time,
        Func<CancellationToken, Task<T>> read,
        CancellationToken cancellationToken)
    {
        var deadline = environment.Deadlines.Switch + (environment.Health.Timeout * 2);
        using var timer = new CancellationTokenSource(deadline, time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancellationToken);
        try
        {
            return await read(linked.Token).WaitAsync(linked.Token).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not DeploymentException && !cancellationToken.IsCancellationRequested)
        {
            var problem = timer.IsCancellationRequested ? $"there was no answer within {Text.Of(deadline)} (Deadlines.Switch)" : exception.Message;
            throw new DeploymentException(
                $"Router or target of '{environment.Service}' in '{environment.Name}' cannot be read: {problem} Nothing was done; try again when they answer.",
                exception);
        }
    }
}
