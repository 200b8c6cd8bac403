using System.Diagnostics.Metrics;
using AutonomousSdlc.Scaling.Internal.Policies;
using Microsoft.Extensions.Logging;

namespace AutonomousSdlc.Scaling.Internal;

/// <summary>
/// Members, states and ejection under one lock, so that no snapshot ever shows a share of ejected members above the cap.
/// Readers take the published snapshot and never the lock.
/// </summary>
internal sealed partial class NodeRegistry : INodeRegistry, IDisposable
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, NodeEntry> _entries = new(StringComparer.Ordinal);
    private readonly SlotAllocator _slots = new();
    private readonly EjectionPolicy _ejection;
    private readonly ITimer _returnTimer;
    private readonly long _origin;
    private readonly double _minimumHealthyRatio;
    private NodeSnapshot _current;
    private bool _disposed;

    public NodeRegistry(string name, LoadBalancerOptions options, TimeProvider? time, ILogger? logger, IMeterFactory? meters)
    {
        Name = name;
        Time = time ?? TimeProvider.System;
        _origin = Time.GetTimestamp();
        _minimumHealthyRatio = options.MinimumHealthyRatio;
        _ejection = new EjectionPolicy(options.Ejection);
        _current = SnapshotBuilder.Build(0, [], _minimumHealthyRatio);
        Metrics = new BalancingMetrics(this, meters);
        _journal = new RegistryJournal(name, logger, Metrics);
        _returnTimer = Time.CreateTimer(static state => ((NodeRegistry)state!).ReturnDueNodes(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        foreach (var node in options.Nodes.DistinctBy(static node => node.EffectiveId, StringComparer.Ordinal))
        {
            Register(node.ToDescriptor());
        }
    }

    public string Name { get; }

    public NodeSnapshot Current => Volatile.Read(ref _current);

    internal TimeProvider Time { get; }

    internal BalancingMetrics Metrics { get; }

    private TimeSpan Now => Time.GetElapsedTime(_origin);

    public Node Register(NodeDescriptor descriptor)
    {
        ArgumentNullException.ThrowIfNull(descriptor);
        Node node;
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            if (_entries.TryGetValue(descriptor.Id, out var holder))
            {
                throw new DuplicateNodeException(Name, descriptor.Id, holder.Descriptor.Address, descriptor.Address);
            }

            var (slot, generation) = _slots.Take();
            _entries.Add(descriptor.Id, new NodeEntry(descriptor, slot, generation));
            PublishLocked();
            node = _entries[descriptor.Id].View();
            RecordLocked(RegistryEventKind.Registered, node);
        }

        Announce();
        return node;
    }

    public Node Update(NodeDescriptor descriptor)
    {
        ArgumentNullException.ThrowIfNull(descriptor);
        return Change(descriptor.Id, entry =>
        {
            if (entry.Descriptor == descriptor)
            {
                return false;
            }

            entry.Descriptor = descriptor;
            RecordLocked(RegistryEventKind.Updated, entry.View());
            return true;
        });
    }

    public Node ReportHealth(string nodeId, NodeHealth health, string reason)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(reason);
        if (!Enum.IsDefined(health))
        {
            throw new ArgumentOutOfRangeException(nameof(health), health, "Health must be Healthy, Degraded or Unhealthy.");
        }

        return Change(nodeId, entry =>
        {
            var vouches = health == NodeHealth.Healthy && (entry.Ejection.IsEjected || entry.Ejection.IsOnProbation);
            if (entry.Reported == health && !vouches)
            {
                return false;
            }

            entry.Reported = health;
            if (vouches)
            {
                EjectionPolicy.Forgive(entry.Ejection, Now);
                entry.Cell.IsWatched = false;
            }

            RecordLocked(RegistryEventKind.HealthReported, entry.View(), reason);
            return true;
        });
    }

    public bool Resume(string nodeId)
    {
        var resumed = false;
        Change(nodeId, entry =>
        {
            resumed = entry.IsDraining;
            entry.IsDraining = false;
            if (resumed)
            {
                RecordLocked(RegistryEventKind.Resumed, entry.View());
            }

            return resumed;
        });
        return resumed;
    }

    public bool Deregister(string nodeId)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(nodeId);
        lock (_lock)
        {
            if (!_entries.Remove(nodeId, out var entry))
            {
                return false;
            }

            _slots.Return(entry.Slot);
            PublishLocked();
            RecordLocked(RegistryEventKind.Deregistered, entry.View());
        }

        Announce();
        return true;
    }

    public void Dispose()
    {
        lock (_lock)
        {
            if (_disposed)
            {
                return;
            }

            _disposed = true;
        }

        _returnTimer.Dispose();
        Metrics.Dispose();
    }

    /// <summary>Runs one change of a member under the lock and publishes what it did.</summary>
    private Node Change(string nodeId, Func<NodeEntry, bool> change)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(nodeId);
        Node node;
        lock (_lock)
        {
            var entry = FindLocked(nodeId);
            if (!change(entry))
            {
                return entry.View();
            }

            PublishLocked();
            node = entry.View();
        }

        Announce();
        return node;
    }

    private NodeEntry FindLocked(string nodeId) => _entries.TryGetValue(nodeId, out var entry)
        ? entry
        : throw new NodeNotFoundException(Name, nodeId, _entries.Count);

    /// <summary>Builds and publishes the next snapshot.</summary>
    private void PublishLocked()
    {
        ReadmitAboveCapLocked();
        var previous = _current;
        var next = SnapshotBuilder.Build(previous.Version + 1, _entries.Values, _minimumHealthyRatio);

        // A full fence: who reads a node's occupancy after this sees every acquisition that did not see the new snapshot.
        Interlocked.Exchange(ref _current, next);
        ArmReturnTimerLocked();
        if (previous.Mode != next.Mode)
        {
            RecordModeLocked(previous, next);
        }
    }
}
