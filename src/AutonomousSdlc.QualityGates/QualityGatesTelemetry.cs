namespace AutonomousSdlc.QualityGates;

/// <summary>Names of the package's telemetry.</summary>
public static class QualityGatesTelemetry
{
    /// <summary>Name of the <see cref="System.Diagnostics.Metrics.Meter"/>.</summary>
    public const string MeterName = "AutonomousSdlc.QualityGates";

    /// <summary>Name of the <see cref="System.Diagnostics.ActivitySource"/>.</summary>
    public const string ActivitySourceName = "AutonomousSdlc.QualityGates";

    /// <summary>Histogram, seconds: how long a gate took. Tags: <see cref="GateTag"/>, <see cref="OutcomeTag"/>.</summary>
    public const string GateDuration = "autonomous_sdlc.quality_gates.gate.duration";

    /// <summary>Up-down counter: gates that run now. Tag: <see cref="GateTag"/>.</summary>
    public const string ActiveGates = "autonomous_sdlc.quality_gates.gate.active";

    /// <summary>Counter: findings. Tags: <see cref="GateTag"/>, <see cref="LevelTag"/>.</summary>
    public const string Findings = "autonomous_sdlc.quality_gates.findings";

    /// <summary>Histogram, seconds: how long a run took. Tag: <see cref="OutcomeTag"/>.</summary>
    public const string RunDuration = "autonomous_sdlc.quality_gates.run.duration";

    /// <summary>Tag with the id of the gate.</summary>
    public const string GateTag = "gate";

    /// <summary>Tag with the outcome in lower case.</summary>
    public const string OutcomeTag = "outcome";

    /// <summary>Tag with the level of a finding in lower case.</summary>
    public const string LevelTag = "level";
}
