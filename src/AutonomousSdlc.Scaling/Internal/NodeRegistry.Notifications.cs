using System.Collections.Immutable;

namespace AutonomousSdlc.Scaling.Internal;

/// <content>Tells the log, the meters and the subscribers about changes, outside the lock.</content>
internal sealed partial class NodeRegistry
{
    private readonly RegistryJournal _journal;
    private readonly Queue<RegistryEvent> _events = new();
    private ImmutableArray<Subscription> _subscriptions = [];
    private int _announcements;
    private long _announcedVersion;

    public IDisposable OnChange(Action<NodeSnapshot> callback)
    {
        ArgumentNullException.ThrowIfNull(callback);
        var subscription = new Subscription(this, callback);
        ImmutableInterlocked.Update(ref _subscriptions, static (all, added) => all.Add(added), subscription);
        return subscription;
    }

    private void RecordLocked(RegistryEventKind kind, Node node, string reason = "", TimeSpan duration = default, int number = 0) =>
        _events.Enqueue(new RegistryEvent(kind, node.Id, node.Address, node.State, reason, duration, number));

    private void RecordModeLocked(NodeSnapshot previous, NodeSnapshot next) =>
        _events.Enqueue(new RegistryEvent(RegistryEventKind.ModeChanged, previous.Mode.ToString(), null, NodeState.Healthy, next.Mode.ToString(), default, next.Nodes.Length));

    /// <summary>
    /// One thread announces at a time; a thread that finds another at it leaves its events to that one. So callbacks see
    /// snapshots in order, and a callback that changes the registry does not recurse.
    /// </summary>
    private void Announce()
    {
        if (Interlocked.Increment(ref _announcements) != 1)
        {
            return;
        }

        var pending = 1;
        do
        {
            try
            {
                while (TakeEvent() is { } entry)
                {
                    _journal.Write(entry);
                }

                NotifySubscribers();
            }
            catch (Exception)
            {
                // A log sink or a meter listener threw. The change is in force, and the timer's thread has no caller to tell.
            }

            pending = Interlocked.Add(ref _announcements, -pending);
        }
        while (pending > 0);
    }

    private RegistryEvent? TakeEvent()
    {
        lock (_lock)
        {
            return _events.TryDequeue(out var entry) ? entry : null;
        }
    }

    private void NotifySubscribers()
    {
        var snapshot = Current;
        if (snapshot.Version == _announcedVersion)
        {
            return;
        }

        _announcedVersion = snapshot.Version;
        foreach (var subscription in _subscriptions)
        {
            try
            {
                subscription.Callback(snapshot);
            }
            catch (Exception exception)
            {
                // A subscriber must not break the change that it is told about.
                _journal.CallbackFailed(exception);
            }
        }
    }

    private sealed class Subscription(NodeRegistry owner, Action<NodeSnapshot> callback) : IDisposable
    {
        public Action<NodeSnapshot> Callback => callback;

        public void Dispose() => ImmutableInterlocked.Update(ref owner._subscriptions, static (all, removed) => all.Remove(removed), this);
    }
}
