using System.Diagnostics;
using System.Diagnostics.Metrics;
using AutonomousSdlc.Shared;

namespace AutonomousSdlc.Deployment.Forwarder.Internal;

/// <summary>Counters are read from the slots when somebody looks; a request adds nothing but its duration.</summary>
internal sealed class ForwarderMetrics : IDisposable
{
    private static readonly double[] DurationBoundaries = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

    private readonly MeterSource _source;
    private readonly KeyValuePair<string, object?> _forwarder;
    private readonly TrafficDirector _director;
    private readonly Histogram<double> _duration;
    private readonly Counter<long> _refused;

    public ForwarderMetrics(string name, TrafficDirector director, IMeterFactory? factory)
    {
        _source = new MeterSource(ForwarderTelemetry.MeterName, factory);
        _forwarder = new(ForwarderTelemetry.ForwarderTag, name);
        _director = director;
        var meter = _source.Meter;
        _duration = meter.CreateHistogram(
            ForwarderTelemetry.RequestDuration,
            "s",
            "Time from the head of a request to the end of its response.",
            tags: null,
            new InstrumentAdvice<double> { HistogramBucketBoundaries = DurationBoundaries });
        _refused = meter.CreateCounter<long>(ForwarderTelemetry.Refused, "{request}", "Requests that no slot saw.");
        meter.CreateObservableCounter(ForwarderTelemetry.Requests, ObserveRequests, "{request}", "Finished requests.");
        meter.CreateObservableUpDownCounter(ForwarderTelemetry.InFlight, () => Observe(entry => entry.Slot.InFlight), "{request}", "Requests whose answer is not complete.");
        meter.CreateObservableGauge(ForwarderTelemetry.Weight, () => Observe(entry => entry.Weight), "1", "Share of new requests relative to the sum of all weights.");
    }

    public void RecordDuration(string slot, TimeSpan? elapsed)
    {
        if (elapsed is { } duration && _duration.Enabled)
        {
            _duration.Record(duration.TotalSeconds, _forwarder, new KeyValuePair<string, object?>(ForwarderTelemetry.SlotTag, slot));
        }
    }

    public void RecordRefused(string reason)
    {
        if (_refused.Enabled)
        {
            _refused.Add(1, _forwarder, new KeyValuePair<string, object?>(ForwarderTelemetry.ReasonTag, reason));
        }
    }

    public void Dispose() => _source.Dispose();

    private IEnumerable<Measurement<int>> Observe(Func<TableEntry, int> read)
    {
        foreach (var entry in _director.Table.Entries)
        {
            yield return new Measurement<int>(read(entry), Tags(entry));
        }
    }

    private IEnumerable<Measurement<long>> ObserveRequests()
    {
        foreach (var entry in _director.Table.Entries)
        {
            var total = entry.Slot.Total;
            var counters = total.Read();
            yield return new Measurement<long>(counters.Requests - counters.Failures, Tags(entry, "success"));
            yield return new Measurement<long>(counters.Failures, Tags(entry, "failure"));
            yield return new Measurement<long>(total.ClientAborts, Tags(entry, "client_aborted"));
        }
    }

    private TagList Tags(TableEntry entry, string? outcome = null)
    {
        var tags = new TagList { _forwarder, new KeyValuePair<string, object?>(ForwarderTelemetry.SlotTag, entry.Slot.Name) };
        if (outcome is not null)
        {
            tags.Add(ForwarderTelemetry.OutcomeTag, outcome);
        }

        return tags;
    }
}
