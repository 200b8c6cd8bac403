using System.Diagnostics;
using System.Diagnostics.Metrics;
using AutonomousSdlc.Shared;

namespace AutonomousSdlc.Deployment.Internal;

internal sealed class DeploymentMetrics : IDisposable
{
    private static readonly InstrumentAdvice<double> Advice = new()
    {
        HistogramBucketBoundaries = [0.1, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300, 600, 1800, 3600, 14400],
    };

    private readonly MeterSource _source;
    private readonly Histogram<double> _duration;
    private readonly Histogram<double> _stepDuration;
    private readonly UpDownCounter<long> _inProgress;
    private readonly Counter<long> _exposedFailures;

    public DeploymentMetrics(IMeterFactory? factory)
    {
        _source = new MeterSource(DeploymentTelemetry.MeterName, factory);
        _duration = _source.Meter.CreateHistogram(DeploymentTelemetry.Duration, "s", "Time of a deployment.", tags: null, Advice);
        _stepDuration = _source.Meter.CreateHistogram(DeploymentTelemetry.StepDuration, "s", "Time of a step.", tags: null, Advice);
        _inProgress = _source.Meter.CreateUpDownCounter<long>(DeploymentTelemetry.InProgress, "{deployment}", "Deployments under way.");
        _exposedFailures = _source.Meter.CreateCounter<long>(
            DeploymentTelemetry.ExposedFailures, "{request}", "Failed requests of new versions under watch.");
    }

    public static ActivitySource Activities { get; } = new(DeploymentTelemetry.ActivitySourceName);

    public void Began(DeploymentPlan plan) => _inProgress.Add(1, TagsOf(plan));

    public void Ended(DeploymentPlan plan, DeploymentResult result)
    {
        var tags = TagsOf(plan);
        _inProgress.Add(-1, tags);
        if (result.Evidence is { Failures: > 0 } evidence)
        {
            _exposedFailures.Add(evidence.Failures, tags);
        }

        tags.Add(DeploymentTelemetry.StatusTag, NameOf(result.Status));
        _duration.Record(result.Duration.TotalSeconds, tags);
    }

    /// <summary>The deployment left this process without an end: its journal could not be written.</summary>
    public void Abandoned(DeploymentPlan plan) => _inProgress.Add(-1, TagsOf(plan));

    public void Step(DeploymentPlan plan, DeploymentStepResult step)
    {
        var tags = TagsOf(plan);
        tags.Add(DeploymentTelemetry.StepTag, step.Id);
        tags.Add(DeploymentTelemetry.OutcomeTag, step.IsDone ? "done" : "failed");
        _stepDuration.Record(step.Duration.TotalSeconds, tags);
    }

    public void Dispose() => _source.Dispose();

    private static TagList TagsOf(DeploymentPlan plan) => new()
    {
        { DeploymentTelemetry.ServiceTag, plan.Service },
        { DeploymentTelemetry.EnvironmentTag, plan.Environment },
    };

    private static string NameOf(DeploymentStatus status) => status switch
    {
        DeploymentStatus.Succeeded => "succeeded",
        DeploymentStatus.Refused => "refused",
        DeploymentStatus.Failed => "failed",
        DeploymentStatus.RolledBack => "rolled_back",
        DeploymentStatus.Cancelled => "cancelled",
        DeploymentStatus.Held => "held",
        _ => "in_progress",
    };
}
