using System.Diagnostics.Metrics;
using AutonomousSdlc.Shared;

namespace AutonomousSdlc.Scaling.Internal.Autoscaling;

/// <summary>Instruments of one autoscaler. They show what the last evaluation saw; collecting them asks nobody.</summary>
internal sealed class AutoscalerMetrics : IDisposable
{
    private readonly MeterSource _source;
    private readonly KeyValuePair<string, object?> _autoscaler;
    private readonly Counter<long> _decisions;
    private readonly Func<ScaleDecision?> _last;
    private volatile bool _disposed;

    public AutoscalerMetrics(string name, Func<ScaleDecision?> last, IMeterFactory? factory)
    {
        _last = last;
        _autoscaler = new(ScalingTelemetry.AutoscalerTag, name);
        _source = new MeterSource(ScalingTelemetry.MeterName, factory);
        var meter = _source.Meter;
        _decisions = meter.CreateCounter<long>(ScalingTelemetry.Decisions, "{decision}", "Evaluations, and what they decided.");
        meter.CreateObservableUpDownCounter(ScalingTelemetry.Workers, ObserveWorkers, "{worker}", "Workers that exist.");
        meter.CreateObservableUpDownCounter(ScalingTelemetry.WorkersDesired, ObserveDesired, "{worker}", "Workers that were asked for.");
        meter.CreateObservableGauge(ScalingTelemetry.SignalValue, ObserveSignals, "1", "Latest value of a signal.");
    }

    public void Count(ScaleDecision decision) => _decisions.Add(
        1,
        _autoscaler,
        new(ScalingTelemetry.DirectionTag, decision.To > decision.From ? "up" : decision.To < decision.From ? "down" : "hold"),
        new(ScalingTelemetry.CauseTag, decision.Cause.ToString()));

    public void Dispose()
    {
        // A meter of a factory lives on, with the callbacks of this autoscaler in it.
        _disposed = true;
        _source.Dispose();
    }

    private ScaleDecision? Last => _disposed ? null : _last();

    private IEnumerable<Measurement<long>> ObserveWorkers()
    {
        if (Last?.Evidence.Target is { } target)
        {
            yield return Workers(target.Ready, "ready");
            yield return Workers(target.Pending, "pending");
            yield return Workers(target.Draining, "draining");
        }
    }

    private Measurement<long> Workers(int count, string state) =>
        new(count, _autoscaler, new KeyValuePair<string, object?>(ScalingTelemetry.WorkerStateTag, state));

    private IEnumerable<Measurement<long>> ObserveDesired() =>
        Last is { } last ? [new Measurement<long>(last.To, _autoscaler)] : [];

    private IEnumerable<Measurement<double>> ObserveSignals() =>
        from signal in Last?.Evidence.Signals ?? []
        where signal.Value is not null
        select new Measurement<double>(signal.Value.GetValueOrDefault(), _autoscaler, new KeyValuePair<string, object?>(ScalingTelemetry.SignalTag, signal.Name));
}
