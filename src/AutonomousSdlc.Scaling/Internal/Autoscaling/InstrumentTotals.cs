using System.Diagnostics.Metrics;

namespace AutonomousSdlc.Scaling.Internal.Autoscaling;

/// <summary>
/// What the measurements of one instrument add up to. Measurements arrive on the measured program's hot path: no lock, no
/// look at the tags.
/// </summary>
internal sealed class InstrumentTotals(Instrument instrument)
{
    private double _sum;
    private long _count;
    private double _last;

    public Instrument Instrument { get; } = instrument;

    public InstrumentKind Kind { get; } = KindOf(instrument);

    public double Sum => Volatile.Read(ref _sum);

    public long Count => Volatile.Read(ref _count);

    public double Last => Volatile.Read(ref _last);

    public bool IsObservable => Kind is InstrumentKind.ObservableCounter or InstrumentKind.ObservableUpDownCounter or InstrumentKind.ObservableGauge;

    public void Add(double value)
    {
        var seen = Volatile.Read(ref _sum);
        while (true)
        {
            var found = Interlocked.CompareExchange(ref _sum, seen + value, seen);
            if (BitConverter.DoubleToInt64Bits(found) == BitConverter.DoubleToInt64Bits(seen))
            {
                break;
            }

            seen = found;
        }

        Volatile.Write(ref _last, value);
        Interlocked.Increment(ref _count);
    }

    /// <summary>Begins a new observation of an observable instrument, whose callbacks report totals rather than changes.</summary>
    public void BeginObservation()
    {
        Volatile.Write(ref _sum, 0);
        Volatile.Write(ref _count, 0);
    }

    private static InstrumentKind KindOf(Instrument instrument)
    {
        for (var type = instrument.GetType(); type is not null; type = type.BaseType)
        {
            if (!type.IsGenericType)
            {
                continue;
            }

            var definition = type.GetGenericTypeDefinition();
            var kind =
                definition == typeof(Counter<>) ? InstrumentKind.Counter
                : definition == typeof(ObservableCounter<>) ? InstrumentKind.ObservableCounter
                : definition == typeof(UpDownCounter<>) ? InstrumentKind.UpDownCounter
                : definition == typeof(ObservableUpDownCounter<>) ? InstrumentKind.ObservableUpDownCounter
                : definition == typeof(Gauge<>) ? InstrumentKind.Gauge
                : definition == typeof(ObservableGauge<>) ? InstrumentKind.ObservableGauge
                : definition == typeof(Histogram<>) ? InstrumentKind.Histogram
                : InstrumentKind.Other;
            if (kind != InstrumentKind.Other)
            {
                return kind;
            }
        }

        return InstrumentKind.Other;
    }
}
