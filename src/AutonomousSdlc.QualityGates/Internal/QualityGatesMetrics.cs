using System.Diagnostics;
using System.Diagnostics.Metrics;
using AutonomousSdlc.Shared;

namespace AutonomousSdlc.QualityGates.Internal;

internal sealed class QualityGatesMetrics : IDisposable
{
    public static readonly ActivitySource Activities = new(QualityGatesTelemetry.ActivitySourceName);

    // Gates take from a moment to many minutes; the default boundaries end at ten seconds.
    private static readonly InstrumentAdvice<double> Boundaries = new()
    {
        HistogramBucketBoundaries = [0.1, 0.25, 0.5, 1, 2.5, 5, 10, 25, 50, 100, 250, 500, 1000],
    };

    private readonly MeterSource _source;
    private readonly Histogram<double> _gateDuration;
    private readonly Histogram<double> _runDuration;
    private readonly UpDownCounter<long> _active;
    private readonly Counter<long> _findings;

    public QualityGatesMetrics(IMeterFactory? factory = null)
    {
        _source = new MeterSource(QualityGatesTelemetry.MeterName, factory);
        _gateDuration = _source.Meter.CreateHistogram(QualityGatesTelemetry.GateDuration, "s", "Duration of a gate.", tags: null, Boundaries);
        _runDuration = _source.Meter.CreateHistogram(QualityGatesTelemetry.RunDuration, "s", "Duration of a run.", tags: null, Boundaries);
        _active = _source.Meter.CreateUpDownCounter<long>(QualityGatesTelemetry.ActiveGates, "{gate}", "Gates that run now.");
        _findings = _source.Meter.CreateCounter<long>(QualityGatesTelemetry.Findings, "{finding}", "Findings.");
    }

    public void GateStarted(string gate) => _active.Add(1, new KeyValuePair<string, object?>(QualityGatesTelemetry.GateTag, gate));

    public void GateEnded(string gate) => _active.Add(-1, new KeyValuePair<string, object?>(QualityGatesTelemetry.GateTag, gate));

    public void GateFinished(GateReport report)
    {
        var gate = new KeyValuePair<string, object?>(QualityGatesTelemetry.GateTag, report.Gate.Id);
        _gateDuration.Record(report.Duration.TotalSeconds, gate, Outcome(report.Result.Outcome));
        foreach (var level in report.Result.Findings.CountBy(finding => finding.Level))
        {
            _findings.Add(level.Value, gate, new(QualityGatesTelemetry.LevelTag, Names.Of(level.Key)));
        }
    }

    public void RunFinished(QualityReport report) => _runDuration.Record(report.Duration.TotalSeconds, Outcome(report.Outcome));

    public void Dispose() => _source.Dispose();

    private static KeyValuePair<string, object?> Outcome(GateOutcome outcome) => new(QualityGatesTelemetry.OutcomeTag, Names.Of(outcome));
}
