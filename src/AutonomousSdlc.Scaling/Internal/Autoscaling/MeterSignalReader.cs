using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace AutonomousSdlc.Scaling.Internal.Autoscaling;

/// <summary>Listens to one instrument, wherever a meter of its name publishes it, and sums over all of them.</summary>
internal sealed class MeterSignalReader : ISignalReader
{
    private static readonly TimeSpan ShortestPoll = TimeSpan.FromSeconds(1);

    private readonly MeterSignal _signal;
    private readonly TimeProvider _time;
    private readonly MeterListener _listener = new();
    private readonly ConcurrentDictionary<Instrument, InstrumentTotals> _instruments = new();
    private Dictionary<Instrument, (double Sum, long Count)> _before = [];
    private SignalReading _latest;
    private long _readAt;
    private bool _hasRead;

    public MeterSignalReader(MeterSignal signal, TimeProvider time)
    {
        _signal = signal;
        _time = time;
        _listener.InstrumentPublished = OnPublished;
        _listener.MeasurementsCompleted = (instrument, _) => _instruments.TryRemove(instrument, out var _);
        _listener.SetMeasurementEventCallback<byte>(static (_, value, _, state) => Record(state, value));
        _listener.SetMeasurementEventCallback<short>(static (_, value, _, state) => Record(state, value));
        _listener.SetMeasurementEventCallback<int>(static (_, value, _, state) => Record(state, value));
        _listener.SetMeasurementEventCallback<long>(static (_, value, _, state) => Record(state, value));
        _listener.SetMeasurementEventCallback<float>(static (_, value, _, state) => Record(state, value));
        _listener.SetMeasurementEventCallback<double>(static (_, value, _, state) => Record(state, value));
        _listener.SetMeasurementEventCallback<decimal>(static (_, value, _, state) => Record(state, (double)value));
        _listener.Start();
        Remember();
        _readAt = time.GetTimestamp();
    }

    public ValueTask<SignalReading> ReadAsync(CancellationToken cancellationToken)
    {
        var now = _time.GetTimestamp();
        var elapsed = _time.GetElapsedTime(_readAt, now);
        if (_hasRead && elapsed < ShortestPoll)
        {
            return new ValueTask<SignalReading>(_latest);
        }

        _latest = Read(elapsed);
        _hasRead = true;
        _readAt = now;
        Remember();
        return new ValueTask<SignalReading>(_latest);
    }

    public void Dispose() => _listener.Dispose();

    private static void Record(object? state, double value) => ((InstrumentTotals)state!).Add(value);

    private void OnPublished(Instrument instrument, MeterListener listener)
    {
        if (instrument.Name == _signal.Name && instrument.Meter.Name == _signal.Meter)
        {
            listener.EnableMeasurementEvents(instrument, _instruments.GetOrAdd(instrument, static key => new InstrumentTotals(key)));
        }
    }

    private SignalReading Read(TimeSpan elapsed)
    {
        Observe();
        if (_instruments.IsEmpty)
        {
            return new SignalReading(null, $"No meter \"{_signal.Meter}\" has published an instrument \"{_signal.Name}\".");
        }

        double? total = null;
        foreach (var instrument in _instruments.Values)
        {
            if (!InstrumentReading.Supports(instrument.Kind, _signal.Reading))
            {
                return new SignalReading(null, $"Instrument \"{_signal.Name}\" is a {instrument.Kind}, which has no {_signal.Reading}.");
            }

            if (InstrumentReading.Of(instrument, _signal.Reading, Before(instrument), elapsed) is { } value)
            {
                total = (total ?? 0) + value;
            }
        }

        return new SignalReading(total, total is null ? $"Instrument \"{_signal.Name}\" has no measurement to judge by yet." : null);
    }

    private void Observe()
    {
        foreach (var instrument in _instruments.Values)
        {
            if (instrument.IsObservable)
            {
                instrument.BeginObservation();
            }
        }

        _listener.RecordObservableInstruments();
    }

    private (double Sum, long Count)? Before(InstrumentTotals totals) =>
        _before.TryGetValue(totals.Instrument, out var before) ? before : null;

    private void Remember()
    {
        var seen = new Dictionary<Instrument, (double Sum, long Count)>();
        foreach (var (instrument, totals) in _instruments)
        {
            // An observable counter has said nothing yet when it is remembered before its first observation.
            if (!totals.IsObservable || _hasRead)
            {
                seen[instrument] = (totals.Sum, totals.Count);
            }
        }

        _before = seen;
    }
}
