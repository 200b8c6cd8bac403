using Microsoft.Extensions.Logging;

namespace AutonomousSdlc.QualityGates.Internal;

/// <summary>What the engine is made of.</summary>
internal sealed record EngineParts(
    Func<QualityGateOptions> Options,
    IToolRunner Tools,
    TimeProvider Time,
    QualityGatesMetrics Metrics,
    ILogger Logger);
