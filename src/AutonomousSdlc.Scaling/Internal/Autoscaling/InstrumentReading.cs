namespace AutonomousSdlc.Scaling.Internal.Autoscaling;

/// <summary>Turns an instrument's totals into the figure that a signal asks for.</summary>
internal static class InstrumentReading
{
    public static bool Supports(InstrumentKind kind, MeterReading reading) => reading switch
    {
        MeterReading.Automatic => kind != InstrumentKind.Other,
        MeterReading.Current => kind is InstrumentKind.UpDownCounter or InstrumentKind.ObservableUpDownCounter or InstrumentKind.Gauge or InstrumentKind.ObservableGauge,
        MeterReading.Rate => kind is InstrumentKind.Counter or InstrumentKind.ObservableCounter or InstrumentKind.Histogram,
        _ => kind == InstrumentKind.Histogram,
    };

    /// <param name="totals">The instrument now.</param>
    /// <param name="reading">The figure, which the kind supports.</param>
    /// <param name="before">Its totals at the read before; <see langword="null"/> when it was not there.</param>
    /// <param name="elapsed">Time since then.</param>
    /// <returns>The figure, or <see langword="null"/> when there is nothing to judge by.</returns>
    public static double? Of(InstrumentTotals totals, MeterReading reading, (double Sum, long Count)? before, TimeSpan elapsed) => totals.Kind switch
    {
        InstrumentKind.Gauge => totals.Count > 0 ? totals.Last : null,
        InstrumentKind.ObservableGauge or InstrumentKind.ObservableUpDownCounter => totals.Count > 0 ? totals.Sum : null,

        // Calls that were in progress before the listener count down only, which may make the sum negative for a while.
        InstrumentKind.UpDownCounter => Math.Max(totals.Sum, 0),
        InstrumentKind.Counter => PerSecond(totals.Sum, before?.Sum, elapsed),
        InstrumentKind.ObservableCounter => totals.Count > 0 ? PerSecond(totals.Sum, before?.Sum, elapsed) : null,
        InstrumentKind.Histogram => OfHistogram(totals, reading, before, elapsed),
        _ => null,
    };

    private static double? OfHistogram(InstrumentTotals totals, MeterReading reading, (double Sum, long Count)? before, TimeSpan elapsed) => reading switch
    {
        MeterReading.SumPerSecond => PerSecond(totals.Sum, before?.Sum, elapsed),
        MeterReading.Mean => before is { } then && totals.Count > then.Count ? (totals.Sum - then.Sum) / (totals.Count - then.Count) : null,
        _ => PerSecond(totals.Count, before?.Count, elapsed),
    };

    private static double? PerSecond(double now, double? before, TimeSpan elapsed)
    {
        if (before is not { } then || elapsed <= TimeSpan.Zero)
        {
            return null;
        }

        // A total that fell belongs to a source that began anew: what it counted since is the increase.
        var increase = now >= then ? now - then : now;
        return increase / elapsed.TotalSeconds;
    }
}
