using System.Diagnostics.Metrics;
using AutonomousSdlc.Shared;

namespace AutonomousSdlc.Scaling.Internal;

/// <summary>Instruments of one balancer. What the hot path counts anyway is observed, so that metrics cost calls nothing.</summary>
internal sealed class BalancingMetrics : IDisposable
{
    private static readonly NodeState[] States = Enum.GetValues<NodeState>();

    private readonly MeterSource _source;
    private readonly NodeRegistry _registry;
    private readonly KeyValuePair<string, object?> _balancer;
    private readonly Counter<long> _pickFailures;
    private readonly Counter<long> _ejections;
    private readonly Histogram<double> _duration;
    private volatile bool _disposed;

    public BalancingMetrics(NodeRegistry registry, IMeterFactory? factory)
    {
        _registry = registry;
        _balancer = new(ScalingTelemetry.BalancerTag, registry.Name);
        _source = new MeterSource(ScalingTelemetry.MeterName, factory);
        var meter = _source.Meter;
        _pickFailures = meter.CreateCounter<long>(ScalingTelemetry.PickFailures, "{pick}", "Acquisitions that found no node.");
        _ejections = meter.CreateCounter<long>(ScalingTelemetry.Ejections, "{ejection}", "Nodes taken out of rotation after failures.");
        _duration = meter.CreateHistogram<double>(ScalingTelemetry.CallDuration, "s", "Latency that callers reported on completion.");
        meter.CreateObservableCounter(ScalingTelemetry.Picks, ObservePicks, "{pick}", "Leases handed out.");
        meter.CreateObservableCounter(ScalingTelemetry.Calls, ObserveCalls, "{call}", "Leases that ended.");
        meter.CreateObservableUpDownCounter(ScalingTelemetry.InFlight, ObserveInFlight, "{call}", "Leases that are out.");
        meter.CreateObservableUpDownCounter(ScalingTelemetry.Nodes, ObserveNodes, "{node}", "Members of the pool.");
    }

    public void CountPickFailure(NoNodeReason reason)
    {
        if (_pickFailures.Enabled)
        {
            _pickFailures.Add(1, _balancer, new(ScalingTelemetry.ReasonTag, reason.ToString()));
        }
    }

    public void CountEjection(string nodeId, string reason) =>
        _ejections.Add(1, _balancer, new(ScalingTelemetry.NodeTag, nodeId), new(ScalingTelemetry.ReasonTag, reason));

    public void RecordDuration(CallOutcome outcome, TimeSpan latency)
    {
        if (_duration.Enabled)
        {
            _duration.Record(Math.Max(latency.TotalSeconds, 0), _balancer, new(ScalingTelemetry.OutcomeTag, OutcomeNames.Get(outcome)));
        }
    }

    public void Dispose()
    {
        // A meter of a factory lives on, with the callbacks of this balancer in it.
        _disposed = true;
        _source.Dispose();
    }

    private IEnumerable<Measurement<long>> ObservePicks() => Observe(static cell => cell.InFlight + cell.Successes + cell.Failures + cell.Neutral);

    private IEnumerable<Measurement<long>> ObserveInFlight() => Observe(static cell => cell.InFlight);

    private IEnumerable<Measurement<long>> ObserveCalls()
    {
        foreach (var node in Members)
        {
            yield return Measure(node, node.Cell.Successes, new(ScalingTelemetry.OutcomeTag, "success"));
            yield return Measure(node, node.Cell.Failures, new(ScalingTelemetry.OutcomeTag, "failure"));
            yield return Measure(node, node.Cell.Neutral, new(ScalingTelemetry.OutcomeTag, "neutral"));
        }
    }

    private IEnumerable<Measurement<long>> ObserveNodes()
    {
        if (_disposed)
        {
            yield break;
        }

        var snapshot = _registry.Current;
        foreach (var state in States)
        {
            yield return new Measurement<long>(snapshot.Count(state), _balancer, new(ScalingTelemetry.StateTag, OutcomeNames.Get(state)));
        }
    }

    private IEnumerable<Node> Members => _disposed ? [] : _registry.Current.Nodes;

    private IEnumerable<Measurement<long>> Observe(Func<NodeSlot, long> read) =>
        Members.Select(node => new Measurement<long>(read(node.Cell), _balancer, new KeyValuePair<string, object?>(ScalingTelemetry.NodeTag, node.Id)));

    private Measurement<long> Measure(Node node, long value, KeyValuePair<string, object?> tag) =>
        new(value, _balancer, new(ScalingTelemetry.NodeTag, node.Id), tag);
}
