using System.Runtime.CompilerServices;

namespace AutonomousSdlc.Deployment.Internal;

/// <summary>Events of one deployment under way, kept for watchers that come late.</summary>
internal sealed class EventLog(string deploymentId, TimeProvider time)
{
    /// <summary>Above this many events, progress is told to nobody; decisions still are.</summary>
    private const int ProgressLimit = 10_000;

    private readonly Lock _lock = new();
    private readonly List<DeploymentEvent> _events = [];
    private TaskCompletionSource _changed = NewSignal();
    private bool _completed;

    public void Add(DeploymentEventKind kind, string? step, string message)
    {
        lock (_lock)
        {
            if (_completed || (kind == DeploymentEventKind.Progress && _events.Count >= ProgressLimit))
            {
                return;
            }

            _events.Add(new DeploymentEvent(deploymentId, _events.Count + 1, time.GetUtcNow(), kind, step, message));
            PulseLocked();
        }
    }

    public void Complete()
    {
        lock (_lock)
        {
            _completed = true;
            PulseLocked();
        }
    }

    public async IAsyncEnumerable<DeploymentEvent> WatchAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (var next = 0; ;)
        {
            DeploymentEvent[] fresh;
            Task changed;
            bool completed;
            lock (_lock)
            {
                fresh = [.. _events.Skip(next)];
                changed = _changed.Task;
                completed = _completed;
            }

            foreach (var one in fresh)
            {
                yield return one;
            }

            next += fresh.Length;
            if (completed)
            {
                yield break;
            }

            await changed.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private void PulseLocked()
    {
        _changed.TrySetResult();
        _changed = NewSignal();
    }
}
