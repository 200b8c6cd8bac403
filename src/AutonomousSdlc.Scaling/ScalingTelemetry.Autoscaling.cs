namespace AutonomousSdlc.Scaling;

/// <content>Instruments and tags of autoscaling.</content>
public static partial class ScalingTelemetry
{
    /// <summary>Observable up-down counter, <c>{worker}</c>: workers, by autoscaler and state.</summary>
    public const string Workers = "autonomous_sdlc.scaling.workers";

    /// <summary>Observable up-down counter, <c>{worker}</c>: workers that were asked for, by autoscaler.</summary>
    public const string WorkersDesired = "autonomous_sdlc.scaling.workers.desired";

    /// <summary>Counter, <c>{decision}</c>: evaluations, by autoscaler, direction and cause. The cause also says why nothing was scaled.</summary>
    public const string Decisions = "autonomous_sdlc.scaling.decisions";

    /// <summary>Observable gauge, <c>1</c>: latest value of a signal, by autoscaler and signal. Absent while unknown.</summary>
    public const string SignalValue = "autonomous_sdlc.scaling.signal";

    /// <summary>Tag: name of the autoscaler.</summary>
    public const string AutoscalerTag = "autonomous_sdlc.autoscaler";

    /// <summary>Tag: state of a worker (<c>ready</c>, <c>pending</c>, <c>draining</c>).</summary>
    public const string WorkerStateTag = "autonomous_sdlc.worker.state";

    /// <summary>Tag: <c>up</c>, <c>down</c> or <c>hold</c>.</summary>
    public const string DirectionTag = "autonomous_sdlc.direction";

    /// <summary>Tag: a <see cref="ScaleCause"/> by name.</summary>
    public const string CauseTag = "autonomous_sdlc.cause";

    /// <summary>Tag: name of the signal.</summary>
    public const string SignalTag = "autonomous_sdlc.signal";
}
