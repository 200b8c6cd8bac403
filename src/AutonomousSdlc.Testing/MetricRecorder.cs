using System.Diagnostics.Metrics;

namespace AutonomousSdlc.Testing;

/// <summary>Records what the instruments of one meter report, for assertions in tests.</summary>
/// <remarks>Safe for concurrent use. Meters of the same name in other tests of the process are recorded too; tell them
/// apart by tags, or pass the scope that the test's own <see cref="IMeterFactory"/> stamps on its meters.</remarks>
public sealed class MetricRecorder : IDisposable
{
    private readonly Lock _lock = new();
    private readonly List<RecordedMeasurement> _measurements = [];
    private readonly HashSet<string> _instruments = new(StringComparer.Ordinal);
    private readonly MeterListener _listener = new();

    /// <summary>Starts to listen.</summary>
    /// <param name="meterName">Name of the meter to record.</param>
    /// <param name="scope">When given, only meters whose <see cref="Meter.Scope"/> is this object are recorded.</param>
    public MetricRecorder(string meterName, object? scope = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(meterName);
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == meterName && (scope is null || ReferenceEquals(instrument.Meter.Scope, scope)))
            {
                lock (_lock)
                {
                    _instruments.Add(instrument.Name);
                }

                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<byte>((i, v, t, _) => Record(i, v, t));
        _listener.SetMeasurementEventCallback<short>((i, v, t, _) => Record(i, v, t));
        _listener.SetMeasurementEventCallback<int>((i, v, t, _) => Record(i, v, t));
        _listener.SetMeasurementEventCallback<long>((i, v, t, _) => Record(i, v, t));
        _listener.SetMeasurementEventCallback<float>((i, v, t, _) => Record(i, v, t));
        _listener.SetMeasurementEventCallback<double>((i, v, t, _) => Record(i, v, t));
        _listener.SetMeasurementEventCallback<decimal>((i, v, t, _) => Record(i, (double)v, t));
        _listener.Start();
    }

    /// <summary>Names of the instruments seen so far.</summary>
    public IReadOnlyCollection<string> Instruments
    {
        get
        {
            lock (_lock)
            {
                return [.. _instruments];
            }
        }
    }

    /// <summary>Everything recorded so far, oldest first.</summary>
    public IReadOnlyList<RecordedMeasurement> Measurements
    {
        get
        {
            lock (_lock)
            {
                return [.. _measurements];
            }
        }
    }

    /// <summary>Asks the observable instruments for their values; each answer is recorded.</summary>
    public void Collect() => _listener.RecordObservableInstruments();

    /// <summary>Sum of the recorded values of one instrument.</summary>
    /// <param name="instrument">Instrument name.</param>
    /// <param name="tags">Tags that a measurement must carry to count.</param>
    public double Sum(string instrument, params (string Name, object? Value)[] tags) =>
        Matching(instrument, tags).Sum(m => m.Value);

    /// <summary>Last recorded value of one instrument, or null when there is none.</summary>
    /// <param name="instrument">Instrument name.</param>
    /// <param name="tags">Tags that a measurement must carry to count.</param>
    public double? Last(string instrument, params (string Name, object? Value)[] tags) =>
        Matching(instrument, tags).LastOrDefault()?.Value;

    /// <inheritdoc />
    public void Dispose() => _listener.Dispose();

    private IEnumerable<RecordedMeasurement> Matching(string instrument, (string Name, object? Value)[] tags) =>
        Measurements.Where(m => m.Instrument == instrument && Array.TrueForAll(tags, tag => m.HasTag(tag.Name, tag.Value)));

    private void Record(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var copy = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var (name, tag) in tags)
        {
            copy[name] = tag;
        }

        lock (_lock)
        {
            _measurements.Add(new RecordedMeasurement(instrument.Name, value, copy));
        }
    }
}
