using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace AutonomousSdlc.Deployment.Internal;

/// <summary>Deployments under way in this process, by identity.</summary>
internal sealed class EventHub(TimeProvider time)
{
    private readonly ConcurrentDictionary<string, EventLog> _logs = new(StringComparer.Ordinal);

    public EventLog Open(string deploymentId) => _logs.GetOrAdd(deploymentId, static (id, time) => new EventLog(id, time), time);

    public bool TryGet(string deploymentId, [NotNullWhen(true)] out EventLog? log) => _logs.TryGetValue(deploymentId, out log);

    /// <summary>From here on the journal tells the events.</summary>
    public void Close(string deploymentId)
    {
        if (_logs.TryRemove(deploymentId, out var log))
        {
            log.Complete();
        }
    }
}
