namespace AutonomousSdlc.QualityGates.Internal.Policies;

/// <summary>
/// Decides which gate starts when. A gate starts when the gates that provide what it needs have passed, its resources are
/// free and the limit allows; among the gates that may start, the one with the longest chain of dependants goes first, then
/// the one added first. Pure: told about starts and ends, asked what is next.
/// </summary>
internal sealed class GateSchedule
{
    private readonly int _limit;
    private readonly ScheduledGate[] _gates;
    private readonly Dictionary<string, string> _held = new(StringComparer.Ordinal);
    private readonly HashSet<string> _provided = new(StringComparer.Ordinal);
    private int _running;

    /// <exception cref="QualityGateException">The gates need one another in a circle.</exception>
    public GateSchedule(IReadOnlyList<GateDescriptor> gates, int limit)
    {
        _limit = limit;
        _gates = GateGraph.Build(gates);
    }

    /// <summary>Artifacts provided so far.</summary>
    public IReadOnlyCollection<string> Provided => [.. _provided];

    public bool IsFinished => Array.TrueForAll(_gates, gate => gate.State is GateState.Finished);

    /// <summary>Takes the gates to start now.</summary>
    public IReadOnlyList<GateDescriptor> Start()
    {
        var started = new List<GateDescriptor>();
        foreach (var gate in _gates.OrderByDescending(gate => gate.ChainLength))
        {
            if (_running < _limit && gate.State is GateState.Waiting && CanStart(gate))
            {
                gate.State = GateState.Running;
                _running++;
                foreach (var resource in gate.Resources)
                {
                    _held.Add(resource, gate.Descriptor.Id);
                }

                started.Add(gate.Descriptor);
            }
        }

        return started;
    }

    /// <summary>Takes the end of a gate and tells which waiting gates it blocks, transitively, with the gate that blocks each.</summary>
    /// <param name="id">The gate.</param>
    /// <param name="passed">Whether what it provides exists.</param>
    /// <param name="stillRunning">It was given up on but has not ended, so that its resources never become free.</param>
    public IReadOnlyList<(GateDescriptor Gate, string BlockedBy)> Complete(string id, bool passed, bool stillRunning)
    {
        var gate = _gates.Single(gate => string.Equals(gate.Descriptor.Id, id, StringComparison.Ordinal));
        gate.State = GateState.Finished;
        gate.Passed = passed;
        _running--;
        if (passed)
        {
            _provided.UnionWith(gate.Descriptor.Provides.Where(artifact => IsComplete(artifact)));
        }

        if (!stillRunning)
        {
            foreach (var resource in gate.Resources)
            {
                _held.Remove(resource);
            }
        }

        var blocked = new List<(GateDescriptor, string)>();
        Block(gate, passed, stillRunning, blocked);
        return blocked;
    }

    private void Block(ScheduledGate ended, bool passed, bool stillRunning, List<(GateDescriptor Gate, string BlockedBy)> blocked)
    {
        foreach (var gate in _gates)
        {
            var misses = !passed && gate.Providers.Contains(ended);
            var starves = stillRunning && gate.Resources.Overlaps(ended.Resources);
            if (gate.State is GateState.Waiting && (misses || starves))
            {
                gate.State = GateState.Finished;
                blocked.Add((gate.Descriptor, ended.Descriptor.Id));
                Block(gate, passed: false, stillRunning: false, blocked);
            }
        }
    }

    private bool CanStart(ScheduledGate gate) =>
        gate.Providers.TrueForAll(provider => provider is { State: GateState.Finished, Passed: true })
        && !gate.Resources.Overlaps(_held.Keys);

    /// <summary>An artifact that several gates provide exists when all of them passed.</summary>
    private bool IsComplete(string artifact) => _gates
        .Where(gate => gate.Descriptor.Provides.Contains(artifact, StringComparer.Ordinal))
        .All(gate => gate is { State: GateState.Finished, Passed: true });
}
