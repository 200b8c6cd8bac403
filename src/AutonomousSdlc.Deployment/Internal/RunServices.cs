using Microsoft.Extensions.Logging;

namespace AutonomousSdlc.Deployment.Internal;

/// <summary>What every run needs from its orchestrator.</summary>
internal sealed record RunServices(TimeProvider Time, ILogger Logger, DeploymentMetrics Metrics, EventHub Events);
