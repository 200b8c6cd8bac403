using System.Collections.Immutable;

namespace AutonomousSdlc.Scaling;

/// <summary>A pool in figures at one moment.</summary>
public sealed record ClusterMetrics
{
    /// <summary>Name of the balancer.</summary>
    public required string Balancer { get; init; }

    /// <summary>Version of the snapshot that was measured.</summary>
    public required long Version { get; init; }

    /// <summary>Which members take calls.</summary>
    public required PoolMode Mode { get; init; }

    /// <summary>Figures by member, by slot.</summary>
    public required ImmutableArray<NodeMetrics> Nodes { get; init; }

    /// <summary>Members that are healthy.</summary>
    public int Healthy => Count(NodeState.Healthy);

    /// <summary>Members that are degraded.</summary>
    public int Degraded => Count(NodeState.Degraded);

    /// <summary>Members that are ejected.</summary>
    public int Ejected => Count(NodeState.Ejected);

    /// <summary>Members that drain.</summary>
    public int Draining => Count(NodeState.Draining);

    /// <summary>Leases out, over all members.</summary>
    public long InFlight => Nodes.Sum(static node => (long)node.InFlight);

    /// <summary>Leases handed out by the present members since they joined.</summary>
    public long Picks => Nodes.Sum(static node => node.Picks);

    /// <summary>Calls that failed on the present members since they joined.</summary>
    public long Failures => Nodes.Sum(static node => node.Failures);

    /// <summary>Load over capacity, of the members that have a capacity and are not draining; <see langword="null"/> when none has.</summary>
    /// <value>0 is idle, 1 is full, more is overload.</value>
    public double? Utilization
    {
        get
        {
            var load = 0L;
            var capacity = 0L;
            foreach (var metrics in Nodes)
            {
                if (metrics.Node.State != NodeState.Draining && metrics.Node.Descriptor.Capacity is { } own)
                {
                    load += metrics.Load;
                    capacity += own;
                }
            }

            return capacity == 0 ? null : (double)load / capacity;
        }
    }

    private int Count(NodeState state) => Nodes.Count(metrics => metrics.Node.State == state);
}
